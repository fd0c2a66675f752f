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
    private readonly PrefixedStream _bytes;
    private readonly Queue<string> _ahead = new();
    private readonly char[] _buffer = new char[SampleBytes];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _held;

    static CsvText() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public CsvText(Stream stream)
    {
        var sample = new byte[SampleBytes];
        var length = stream.ReadAtLeast(sample, SampleBytes, throwOnEndOfStream: false);
        var encoding = IsUtf8(sample.AsSpan(0, length), cut: length == SampleBytes) ? System.Text.Encoding.UTF8
            : System.Text.Encoding.GetEncoding(1252);
        _bytes = new PrefixedStream(sample.AsMemory(0, length), stream);
        _reader = new StreamReader(_bytes, encoding, detectEncodingFromByteOrderMarks: true);
        while (_ahead.Count < SampleLines && ReadRaw() is { } line)
            _ahead.Enqueue(line);
        Sample = [.. _ahead];
    }

    public IReadOnlyList<string> Sample { get; }

    public string Encoding => _reader.CurrentEncoding.WebName;

    /// <summary>Bytes taken from the file so far, what is buffered included.</summary>
    public long BytesRead => _bytes.Taken;

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
    public static List<(string Text, int Column)> Fields(string line, char delimiter) =>
        line.Contains('"', StringComparison.Ordinal) ? QuotedFields(line, delimiter) : PlainFields(line, delimiter);

    /// <summary>A line without a quote, as most are: the same fields several times faster, which a file of gigabytes needs.</summary>
    private static List<(string Text, int Column)> PlainFields(string line, char delimiter)
    {
        var fields = new List<(string, int)>(8);
        for (var from = 0; from <= line.Length;)
        {
            var end = line.IndexOf(delimiter, from) is var next and >= 0 ? next : line.Length;
            var first = from;
            while (first < end && char.IsWhiteSpace(line[first]))
                first++;
            var last = end;
            while (last > first && char.IsWhiteSpace(line[last - 1]))
                last--;
            fields.Add((line[first..last], first + 1));
            from = end + 1;
        }
        return fields;
    }

    private static List<(string Text, int Column)> QuotedFields(string line, char delimiter)
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
        _line.Clear();
        var any = false;
        while (_at < _held || Refill())
        {
            any = true;
            var rest = _buffer.AsSpan(_at, _held - _at);
            var end = rest.IndexOf('\n');
            var part = end < 0 ? rest : rest[..end];
            _line.Append(part[..Math.Min(part.Length, LongestLine - _line.Length)]);
            _at += end < 0 ? rest.Length : end + 1;
            if (end >= 0)
                break;
        }

        if (!any)
            return null;
        return _line.Length > 0 && _line[^1] == '\r' ? _line.ToString(0, _line.Length - 1) : _line.ToString();
    }

    private bool Refill()
    {
        (_at, _held) = (0, _reader.Read(_buffer));
        return _held > 0;
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

        /// <summary>Bytes handed out so far.</summary>
        public long Taken { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = _prefix.Length == 0 ? rest.Read(buffer, offset, count) : ReadPrefix(buffer, offset, count);
            Taken += read;
            return read;
        }

        private int ReadPrefix(byte[] buffer, int offset, int count)
        {
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
