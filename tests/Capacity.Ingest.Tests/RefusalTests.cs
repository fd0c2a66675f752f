using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Capacity.Contracts;
using Capacity.Contracts.Keys;

namespace Capacity.Ingest.Tests;

public sealed class RefusalTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Refuses_whoever_has_no_key()
    {
        using var client = api.Anonymous();
        using var response = await client.PostAsync(Sent.Path, ApiFixture.Json(Sent.Record("acd")));
        await IsProblemAsync(response, HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("GET", "/api/v1/ingest/intervals")]
    [InlineData("POST", "/api/v1/nothing")]
    public async Task Says_what_is_not_there(string method, string path)
    {
        using var client = api.Anonymous();
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using var response = await client.SendAsync(request);
        await IsProblemAsync(response, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Refuses_a_revoked_key_at_once()
    {
        var keys = api.Grains.GetGrain<IApiKeyGrain>(GrainKey.ApiKeys.ToString());
        var created = await keys.Create(new NewApiKey { Source = "acd-revoked", Author = "test" });
        using var client = api.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", created.Secret);
        (await client.PostAsync(Sent.Path, ApiFixture.Json(Sent.Record("acd-revoked")))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await keys.Revoke(created.Key.Id, "test")).ShouldBeTrue();

        using var response = await client.PostAsync(Sent.Path, ApiFixture.Json(Sent.Record("acd-revoked", 1)));
        await IsProblemAsync(response, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Refuses_what_the_key_does_not_allow()
    {
        using var client = await api.ClientAsync("reader", ApiVerb.Read);
        using var response = await client.PostAsync(Sent.Path, ApiFixture.Json(Sent.Record("reader")));
        await IsProblemAsync(response, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("application/xml", "<a/>", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "[{]", HttpStatusCode.UnprocessableEntity)]
    [InlineData("application/json", "3", HttpStatusCode.UnprocessableEntity)]
    [InlineData("text/csv", "", HttpStatusCode.UnprocessableEntity)]
    public async Task Refuses_bodies_that_it_cannot_read(string mediaType, string body, HttpStatusCode expected)
    {
        using var client = await api.ClientAsync("acd-unreadable", ApiVerb.Ingest);
        using StringContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using var response = await client.PostAsync(Sent.Path, content);
        await IsProblemAsync(response, expected);
    }

    [Fact]
    public async Task Refuses_too_many_records()
    {
        using var client = await api.ClientAsync("acd-many", ApiVerb.Ingest);
        using var response = await client.PostAsync(
            Sent.Path, ApiFixture.Json("[" + string.Join(",", Enumerable.Repeat("{}", 5001)) + "]"));
        await IsProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Refuses_a_body_that_grows_beyond_its_bound_when_it_is_unpacked()
    {
        using var client = await api.ClientAsync("acd-bomb", ApiVerb.Ingest);
        using MemoryStream packed = new();
        await using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(
            new byte[6 * 1024 * 1024]);
        using ByteArrayContent content = new(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await client.PostAsync(Sent.Path, content);
        await IsProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("\"intervalMinutes\":30", "\"intervalMinutes\":20", "intervalMinutes")]
    [InlineData("07:00:00Z", "07:10:00Z", "intervalStart")]
    [InlineData("07:00:00Z", "07:00:00", "intervalStart")]
    [InlineData("2020-03-16", "2999-03-16", "intervalStart")]
    [InlineData("\"answered\":80", "\"answered\":90", "offered")]
    [InlineData("\"answered\":80", "\"answered\":80,\"answeredWithinTarget\":81", "answeredWithinTarget")]
    [InlineData("\"abandoned\":20", "\"abandoned\":20,\"shortAbandoned\":21", "shortAbandoned")]
    [InlineData("\"voice\"", "\"telex\"", "channel")]
    [InlineData("\"offered\":100", "\"offered\":100.5", "offered")]
    [InlineData("\"offered\":100,", "", "offered")]
    [InlineData("acd-checks", "acd-other", "source")]
    public async Task Refuses_a_record_that_cannot_be_true(string good, string bad, string field)
    {
        using var client = await api.ClientAsync("acd-checks", ApiVerb.Ingest);
        using var response = await client.PostAsync(
            Sent.Path, ApiFixture.Json(Sent.Record("acd-checks").Replace(good, bad, StringComparison.Ordinal)));
        var problem = await IsProblemAsync(response, HttpStatusCode.UnprocessableEntity);
        ((string?)problem["errors"]![0]!["pointer"]).ShouldBe("/" + field);
    }

    private static async Task<JsonNode> IsProblemAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        text.ShouldNotContain("   at ");
        return JsonNode.Parse(text)!;
    }
}
