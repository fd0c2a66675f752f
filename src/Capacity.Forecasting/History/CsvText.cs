using System.Text;
using CsvHelper;

namespace Capacity.Forecasting.History;

/// <summary>Lines of a text file of any encoding, bounded in length, with the sample from which its dialect is told.</summary>
internal sealed class CsvText : IDisposable
{
    public const int LongestLine = 16_384;
    private const int SampleBytes = 64 * 1024;
    private const int SampleLines = 200;

    private readonly StreamReader _reader;
    private readonly Queue<string> _ahead = new();

    static CsvText() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public CsvText(Stream stream)
    {
        var sample = new byte[SampleBytes];
        var length = stream.ReadAtLeast(sample, SampleBytes, throwOnEndOfStream: false);
        var encoding = IsUtf8(sample.AsSpan(0, length), cut: length == SampleBytes) ? System.Text.Encoding.UTF8
            : System.Text.Encoding.GetEncoding(1252);
        _reader = new StreamReader(new PrefixedStream(sample.AsMemory(0, length), stream), encoding,
            detectEncodingFromByteOrderMarks: true);
        while (_ahead.Count < SampleLines && ReadRaw() is { } line)
            _ahead.Enqueue(line);
        Sample = [.. _ahead];
    }

    public IReadOnlyList<string> Sample { get; }

    public string Encoding => _reader.CurrentEncoding.WebName;

    /// <summary>Number of the line that was read last, from 1.</summary>
    public int Line { get; private set; }

    public string? ReadLine()
    {
        var line = _ahead.Count > 0 ? _ahead.Dequeue() : ReadRaw();
        if (line is not null)
            Line++;
        return line;
    }

    /// <summary>Fields of a line with the column, from 1, at which each begins. A quote that is not closed ends with its line.</summary>
    /// <remarks>Each line is parsed for itself, so that one open quote never swallows the rest of a file.</remarks>
    public static List<(string Text, int Column)> Fields(string line, char delimiter)
    {
        using var record = CsvReader.FromText(line, Dialect(delimiter));
        if (!record.Read())
            return [("", 1)];
        var fields = new List<(string, int)>(record.FieldCount);
        var from = 0;
        for (var i = 0; i < record.FieldCount; i++)
        {
            var text = record.GetString(i);
            var at = line.IndexOf(text, from, StringComparison.Ordinal);
            fields.Add((text, from + 1));
            from = line.IndexOf(delimiter, Math.Max(at, from) + (at < 0 ? 0 : text.Length)) is var next and >= 0 ? next + 1 : line.Length;
        }
        return fields;
    }

    private static CsvReaderOptions Dialect(char delimiter) => new()
    {
        Separator = delimiter,
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        TrimWhitespace = true,
        TrimInsideQuotes = true,
        BufferSize = 1024,
    };

    public void Dispose() => _reader.Dispose();

    /// <summary>One line without its end; the part beyond the longest line is passed over.</summary>
    private string? ReadRaw()
    {
        if (_reader.Peek() < 0)
            return null;
        var line = new StringBuilder();
        for (var next = _reader.Read(); next >= 0 && next != '\n'; next = _reader.Read())
            if (line.Length < LongestLine && next != '\r')
                line.Append((char)next);
        return line.ToString();
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes, bool cut)
    {
        if (bytes.StartsWith(System.Text.Encoding.Unicode.Preamble) || bytes.StartsWith(System.Text.Encoding.BigEndianUnicode.Preamble))
            return true;
        var tail = cut ? Math.Min(3, bytes.Length) : 0;
        for (var left = 0; left <= tail; left++)
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^left]))
                return true;
        return false;
    }

    /// <summary>A stream whose first bytes have been read already.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _prefix = prefix;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_prefix.Length == 0)
                return rest.Read(buffer, offset, count);
            var taken = Math.Min(count, _prefix.Length);
            _prefix.Span[..taken].CopyTo(buffer.AsSpan(offset));
            _prefix = _prefix[taken..];
            return taken;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
