using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Capacity.Contracts;
using Capacity.Contracts.Ingest;
using Capacity.Contracts.Keys;
using Capacity.Contracts.Queues;
using Capacity.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Capacity.Ingest.Tests;

public sealed class IntervalTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Stores_what_it_acknowledges()
    {
        using var client = await api.ClientAsync("acd-stored", ApiVerb.Ingest);
        var (status, reply) = await PostAsync(client, Sent.Records("acd-stored", 4));

        status.ShouldBe(HttpStatusCode.Accepted);
        ((int?)reply["accepted"], (int?)reply["received"]).ShouldBe((4, 4));
        (await StoredAsync("acd-stored")).ShouldBe(4);
        var batch = await client.GetFromJsonAsync<JsonObject>($"/api/v1/ingest/batches/{reply["batchId"]}");
        ((int?)batch!["accepted"]).ShouldBe(4);
    }

    [Fact]
    public async Task Counts_a_replay_as_duplicates()
    {
        using var client = await api.ClientAsync("acd-replay", ApiVerb.Ingest);
        await PostAsync(client, Sent.Records("acd-replay", 3));
        var (_, reply) = await PostAsync(client, Sent.Records("acd-replay", 4));

        ((int?)reply["accepted"], (int?)reply["duplicates"]).ShouldBe((1, 3));
        (await StoredAsync("acd-replay")).ShouldBe(4);
    }

    [Fact]
    public async Task Lets_a_higher_revision_win()
    {
        using var client = await api.ClientAsync("acd-revised", ApiVerb.Ingest);
        await PostAsync(client, Sent.Record("acd-revised"));
        var (_, reply) = await PostAsync(client, Sent.Record("acd-revised", more: ",\"revision\":2,\"blocked\":5"));
        var (_, older) = await PostAsync(client, Sent.Record("acd-revised", more: ",\"revision\":1"));

        ((int?)reply["corrected"]).ShouldBe(1);
        ((int?)older["duplicates"]).ShouldBe(1);
        (await RecordsAsync("acd-revised")).ShouldHaveSingleItem().Blocked.ShouldBe(5);
    }

    [Fact]
    public async Task Gives_the_stored_reply_for_the_same_idempotency_key()
    {
        using var client = await api.ClientAsync("acd-key", ApiVerb.Ingest);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        var (_, first) = await PostAsync(client, Sent.Record("acd-key"));
        var (status, second) = await PostAsync(client, Sent.Record("acd-key"));
        var (other, _) = await PostAsync(client, Sent.Record("acd-key", 1));

        status.ShouldBe(HttpStatusCode.Accepted);
        second.ToJsonString().ShouldBe(first.ToJsonString());
        other.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Accepts_a_part_and_points_at_the_rest()
    {
        using var client = await api.ClientAsync("acd-part", ApiVerb.Ingest);
        var wrong = Sent.Record("acd-part", 1).Replace("\"offered\":100", "\"offered\":-1", StringComparison.Ordinal);
        var (status, reply) = await PostAsync(client, $"[{Sent.Record("acd-part")},{wrong}]");

        (status, (int?)reply["accepted"], (int?)reply["rejected"]).ShouldBe((HttpStatusCode.Accepted, 1, 1));
        ((string?)reply["items"]![0]!["pointer"]).ShouldBe("/1/offered");
    }

    [Fact]
    public async Task Stores_all_or_nothing_when_asked()
    {
        using var client = await api.ClientAsync("acd-atomic", ApiVerb.Ingest);
        var (status, problem) = await PostAsync(client, $"[{Sent.Record("acd-atomic")},{{}}]", Sent.Path + "?atomic=true");

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)problem["errors"]![0]!["pointer"]).ShouldStartWith("/1");
        (await StoredAsync("acd-atomic")).ShouldBe(0);
    }

    [Fact]
    public async Task Keeps_records_of_an_unknown_queue_in_quarantine()
    {
        using var client = await api.ClientAsync("acd-unknown", ApiVerb.Ingest);
        var (status, reply) = await PostAsync(client, Sent.Record("acd-unknown", queue: "VQ_Refunds_FR"));

        (status, (int?)reply["quarantined"]).ShouldBe((HttpStatusCode.Accepted, 1));
        var health = await client.GetFromJsonAsync<JsonObject>("/api/v1/ingest/status");
        ((int?)health!["quarantined"]).ShouldBe(1);
    }

    [Fact]
    public async Task Stores_what_waited_once_its_queue_is_named()
    {
        using var client = await api.ClientAsync("acd-mapped", ApiVerb.Ingest);
        await PostAsync(client, $"[{Sent.Record("acd-mapped", queue: "VQ_7")},{Sent.Record("acd-mapped", 1, queue: "VQ_7")}]");
        var feed = api.Grains.GetGrain<IFeedGrain>(GrainKey.Feed("acd-mapped").ToString());
        (await feed.MapQueue("VQ_7", "nowhere", "anna")).Accepted.ShouldBeFalse();
        (await feed.MapQueue("VQ_7", "refund-voice", "anna")).Accepted.ShouldBeTrue();
        await PostAsync(client, Sent.Record("acd-mapped", 2, queue: "VQ_7"));

        (await RecordsAsync("acd-mapped")).Select(record => record.QueueId).ShouldBe(["refund-voice", "refund-voice", "refund-voice"]);
        (await feed.Quarantine()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Counts_fields_that_it_does_not_know()
    {
        using var client = await api.ClientAsync("acd-fields", ApiVerb.Ingest);
        var (_, reply) = await PostAsync(client, Sent.Record("acd-fields", more: ",\"mediaSubType\":\"x\",\"wrapCode\":3"));
        ((int?)reply["unknownFields"]).ShouldBe(2);
    }

    [Fact]
    public async Task Rehearses_without_storing()
    {
        using var client = await api.ClientAsync("acd-dry", ApiVerb.Ingest);
        var (status, reply) = await PostAsync(client, Sent.Records("acd-dry", 2), "/api/v1/ingest/validate");

        (status, (int?)reply["accepted"]).ShouldBe((HttpStatusCode.OK, 2));
        (await StoredAsync("acd-dry")).ShouldBe(0);
    }

    [Fact]
    public async Task Reads_csv_and_gzip()
    {
        using var client = await api.ClientAsync("acd-csv", ApiVerb.Ingest);
        const string csv = "source;queueId;channel;intervalStart;intervalMinutes;offered;answered\nacd-csv;refund-voice;voice;2020-03-16T07:00:00Z;30;12;\"10\"\n";
        using MemoryStream packed = new();
        await using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(
            Encoding.UTF8.GetBytes(csv));
        using ByteArrayContent content = new(packed.ToArray());
        content.Headers.ContentType = new("text/csv");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await client.PostAsync(Sent.Path, content);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        (await RecordsAsync("acd-csv")).ShouldHaveSingleItem().Offered.ShouldBe(12);
    }

    [Fact]
    public async Task Shows_the_day_of_the_queue_at_once()
    {
        using var client = await api.ClientAsync("acd-live", ApiVerb.Ingest);
        await PostAsync(client, Sent.Record("acd-live", queue: "complaint-voice"));
        await PostAsync(client, Sent.Record("acd-live", 3, queue: "complaint-voice"));

        var day = await api.Grains.GetGrain<IQueueGrain>(GrainKey.Queue("complaint-voice").ToString()).Today();
        day.Date.ShouldBe("2020-03-16");
        day.Intervals.Sum(interval => interval.Offered).ShouldBe(200);
    }

    private Task<IReadOnlyList<StoredInterval>> RecordsAsync(string source) => api.Services.GetRequiredService<IIntervalStore>()
        .OfSourceAsync(source, DateTimeOffset.UnixEpoch, Sent.Morning.AddYears(1));

    private async Task<int> StoredAsync(string source) => (await RecordsAsync(source)).Count;

    private static async Task<(HttpStatusCode Status, JsonNode Reply)> PostAsync(HttpClient client, string json, string path = Sent.Path)
    {
        using var response = await client.PostAsync(path, ApiFixture.Json(json));
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
