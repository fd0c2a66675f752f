using System.Globalization;
using System.Text;
using Capacity.Dashboard.Sources;
using Capacity.Forecasting.History;
using Microsoft.AspNetCore.Components.Forms;

namespace Capacity.Dashboard.Tests;

/// <summary>Files that a browser sends, small and large.</summary>
public class UploadedFileTests
{
    private const int Rows = 9_000;

    /// <summary>Half-hour counts, each row with a remark of so many letters.</summary>
    private static SentFile Counts(int letters)
    {
        string remark = new('x', letters);
        StringBuilder text = new("start,offered,remark\n");
        for (int i = 0; i < Rows; i++)
            text.Append(CultureInfo.InvariantCulture, $"{new DateTime(2019, 1, 7).AddMinutes(30 * i):yyyy-MM-dd HH:mm},{i % 9},{remark}\n");
        return new SentFile(Encoding.UTF8.GetBytes(text.ToString()));
    }

    [Fact]
    public async Task A_small_file_goes_on_as_it_came()
    {
        SentFile sent = Counts(3);
        using UploadedFile file = await UploadedFile.ReceiveAsync(sent, _ => { }, TestContext.Current.CancellationToken);
        file.IsLarge.ShouldBeFalse();
        (await file.BeginAsync(file.Length)).ShouldBe(sent.Content);
    }

    [Fact]
    public async Task Of_a_large_one_the_counts_go_on_and_reading_it_tells_how_far_it_is()
    {
        List<double> read = [];
        using UploadedFile file = await UploadedFile.ReceiveAsync(Counts(2_500), _ => { }, TestContext.Current.CancellationToken);
        file.IsLarge.ShouldBeTrue();
        for (int time = 0; time < 2; time++)
        {
            (HistoryReport report, byte[] counts) = await file.CondenseAsync(new HistoryMapping { TimeZone = "Etc/UTC" }, read.Add, TestContext.Current.CancellationToken);
            report.Total.ShouldBe(Enumerable.Range(0, Rows).Sum(i => i % 9));
            counts.Length.ShouldBeLessThan(Rows * 40);
            HistoryReader.Read(new MemoryStream(counts), cancellationToken: TestContext.Current.CancellationToken).Series!.Counts.ShouldBe(report.Series!.Counts);
        }
    }

    [Fact]
    public async Task Cancelled_it_is_given_up_at_once()
    {
        using CancellationTokenSource stop = new();
        SentFile sent = Counts(2_500);
        sent.Passed = bytes =>
        {
            if (bytes > 1_000_000) stop.Cancel();
        };
        await Should.ThrowAsync<OperationCanceledException>(UploadedFile.ReceiveAsync(sent, _ => { }, stop.Token));
        sent.Given.ShouldBeLessThan(2_000_000);
    }

    [Fact]
    public async Task Reading_that_is_cancelled_gives_nothing()
    {
        using UploadedFile file = await UploadedFile.ReceiveAsync(Counts(2_500), _ => { }, TestContext.Current.CancellationToken);
        await Should.ThrowAsync<OperationCanceledException>(file.CondenseAsync(new HistoryMapping(), _ => { }, new CancellationToken(canceled: true)));
    }

    private sealed class SentFile(byte[] content) : IBrowserFile
    {
        public byte[] Content => content;

        public Action<long> Passed { get; set; } = _ => { };

        public long Given { get; private set; }

        public string Name => "counts.csv";

        public DateTimeOffset LastModified => default;

        public long Size => content.Length;

        public string ContentType => "text/csv";

        public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) => new Pieces(this, new MemoryStream(content));

        private sealed class Pieces(SentFile file, MemoryStream inner) : Stream
        {
            public override bool CanRead => true;
            public override bool CanSeek => false;
            public override bool CanWrite => false;
            public override long Length => inner.Length;
            public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int read = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, 32_768)], cancellationToken);
                file.Given += read;
                file.Passed(file.Given);
                return read;
            }

            public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
            public override void Flush() => throw new NotSupportedException();
            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
            public override void SetLength(long value) => throw new NotSupportedException();
            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        }
    }
}
