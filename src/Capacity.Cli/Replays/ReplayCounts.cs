using System.Text.Json.Nodes;

namespace Capacity.Cli.Replays;

/// <summary>What became of the records of a replay.</summary>
internal sealed record ReplayCounts
{
    public int Sent { get; private set; }
    public int Accepted { get; private set; }
    public int Duplicates { get; private set; }
    public int Corrected { get; private set; }
    public int Quarantined { get; private set; }
    public int Rejected { get; private set; }

    public void Add(int sent, JsonNode? reply)
    {
        Sent += sent;
        Accepted += Count(reply, "accepted");
        Duplicates += Count(reply, "duplicates");
        Corrected += Count(reply, "corrected");
        Quarantined += Count(reply, "quarantined");
        Rejected += Count(reply, "rejected");
    }

    private static int Count(JsonNode? reply, string name) => reply?[name]?.GetValue<int>() ?? 0;
}
