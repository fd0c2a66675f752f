using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Capacity.Cli.Terminal;

namespace Capacity.Cli.Files;

/// <summary>A running instance, spoken to over its HTTP interface.</summary>
internal static class Instance
{
    private const string KeyVariable = "CAPACITY_KEY";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static HttpClient Connect(string url, string? key)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new RefusedException($"--url: '{url}' is not an address. Write one like http://127.0.0.1:5080.");
        key ??= Environment.GetEnvironmentVariable(KeyVariable);
        if (string.IsNullOrWhiteSpace(key))
            throw new RefusedException($"There is no API key. Give --key, or set {KeyVariable}; an administrator makes keys in the dashboard.");
        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
        return http;
    }

    /// <summary>Posts, and tries again while the instance is away or busy; a refusal becomes a sentence.</summary>
    public static async Task<JsonNode?> PostAsync(HttpClient http, string address, HttpContent content, CancellationToken cancellation,
        TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        var start = clock.GetTimestamp();
        var body = await content.ReadAsByteArrayAsync(cancellation);
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = TimeSpan.FromMilliseconds(Math.Min(5000, wait.TotalMilliseconds * 2)))
        {
            var (reply, problem) = await TryAsync(http, address, body, content.Headers.ContentType, cancellation);
            if (problem is null)
                return reply;
            if (clock.GetElapsedTime(start) > Patience)
                throw new RefusedException($"{http.BaseAddress}: {problem} It was tried for {Patience.TotalMinutes:0} minutes. Check that the instance runs.");
            await Task.Delay(wait, clock, cancellation);
        }
    }

    /// <summary>The reply; or, where another try makes sense, what went wrong.</summary>
    private static async Task<(JsonNode? Reply, string? Problem)> TryAsync(HttpClient http, string address, byte[] body,
        MediaTypeHeaderValue? type, CancellationToken cancellation)
    {
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = type;
            using var response = await http.PostAsync(new Uri(address, UriKind.Relative), content, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            if (response.IsSuccessStatusCode)
                return (Json(text), null);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout)
                return (null, $"The instance is busy ({(int)response.StatusCode}).");
            throw new RefusedException($"{http.BaseAddress}{address.Split('?')[0]} refused ({(int)response.StatusCode}): {Reason(text, response.StatusCode)}");
        }
        catch (HttpRequestException away)
        {
            return (null, $"The instance does not answer: {away.Message}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, "The instance takes too long to answer.");
        }
    }

    private static string Reason(string text, HttpStatusCode status)
    {
        var problem = Json(text) as JsonObject;
        var detail = (problem?["detail"] ?? problem?["title"])?.ToString();
        return status switch
        {
            HttpStatusCode.Unauthorized => $"{detail ?? "the key is not known."} Check --key.",
            HttpStatusCode.NotFound => $"{detail ?? "there is nothing at this address."} Check --url.",
            _ => detail ?? status.ToString(),
        };
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
