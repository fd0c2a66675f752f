using Capacity.Forecasting.History;
using Microsoft.AspNetCore.Components.Forms;

namespace Capacity.Dashboard.Sources;

/// <summary>A file that a browser has sent, kept on disk until it is let go: memory does not grow with it.</summary>
public sealed class UploadedFile : IDisposable
{
    /// <summary>Bytes that are taken, two gigabytes: years of many queues.</summary>
    public const long Largest = 2L * 1024 * 1024 * 1024;

    /// <summary>Bytes up to which a file goes on as it is; of a larger one the counts that were read from it do.</summary>
    public const long LargestWhole = 20 * 1024 * 1024;

    private const int ChunkBytes = 256 * 1024;
    private static readonly TimeSpan Shown = TimeSpan.FromMilliseconds(250);

    private readonly FileStream _copy;

    private UploadedFile(string name, FileStream copy) => (Name, _copy) = (name, copy);

    /// <summary>As the browser calls it.</summary>
    public string Name { get; }

    /// <summary>Bytes.</summary>
    public long Length => _copy.Length;

    /// <summary>Whether it is too large to go on as it is.</summary>
    public bool IsLarge => Length > LargestWhole;

    /// <summary>Takes a file from a browser; cancelled or broken off, it leaves nothing behind.</summary>
    /// <param name="file">At most <see cref="Largest"/> bytes.</param>
    /// <param name="received">Told the share (0–1) that has come, now and then.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<UploadedFile> ReceiveAsync(IBrowserFile file, Action<double> received, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Path.GetTempPath(), $"capacity-{Guid.NewGuid():N}.upload");
        FileStream copy = new(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, ChunkBytes,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        // Where an open file may lose its name, the system frees it however the process ends.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        try
        {
            await using Stream sent = file.OpenReadStream(Largest, cancellationToken);
            byte[] chunk = new byte[ChunkBytes];
            long shown = 0;
            for (int read = await sent.ReadAsync(chunk, cancellationToken); read > 0; read = await sent.ReadAsync(chunk, cancellationToken))
            {
                await copy.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
                if (TimeProvider.System.GetElapsedTime(shown) < Shown) continue;
                shown = TimeProvider.System.GetTimestamp();
                received((double)copy.Length / Math.Max(1, file.Size));
            }

            await copy.FlushAsync(cancellationToken);
            return new UploadedFile(file.Name, copy);
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    /// <summary>So many bytes of its beginning, fewer where it is shorter.</summary>
    public async Task<byte[]> BeginAsync(long most)
    {
        byte[] content = new byte[Math.Min(most, Length)];
        _copy.Position = 0;
        await _copy.ReadExactlyAsync(content);
        return content;
    }

    /// <summary>Reads the counts of a large file and writes them plainly: what a queue's history needs of it.</summary>
    /// <param name="mapping">Columns that are named, zone, refused corrections.</param>
    /// <param name="read">Told the share (0–1) that has been read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The report with the lines of the file, and the plain counts; empty where none could be used.</returns>
    public Task<(HistoryReport Report, byte[] Counts)> CondenseAsync(HistoryMapping mapping, Action<double> read, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _copy.Position = 0;
            HistoryReport report = HistoryReader.Read(new Borrowed(_copy), mapping, new Share(read, Length), cancellationToken);
            return (report, report.Series is { } series ? PlainHistory.Write(series) : []);
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _copy.Dispose();

    private sealed class Share(Action<double> told, long length) : IProgress<long>
    {
        public void Report(long value) => told((double)value / length);
    }

    /// <summary>The copy, which its readers do not close.</summary>
    private sealed class Borrowed(Stream stream) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => stream.Length;
        public override long Position { get => stream.Position; set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => stream.Read(buffer, offset, count);
        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
