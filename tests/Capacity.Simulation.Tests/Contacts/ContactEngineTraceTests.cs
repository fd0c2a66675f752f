using System.Text.Json;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>Exact traces of the reference cases: given arrivals, service and patience, every wait is known.</summary>
public sealed class ContactEngineTraceTests
{
    [Theory]
    [InlineData("TR00")]
    [InlineData("TR03")]
    public void First_come_first_served_with_abandonment(string id)
    {
        using var cases = ReferenceCases.Open();
        var (inputs, expected) = ReferenceCases.Find(cases, id);
        var contacts = inputs.GetProperty("contacts").EnumerateArray().Select(c =>
            new ScriptedContact(c.GetProperty("arrival").GetDouble(), 0, c.GetProperty("service").GetDouble(),
                c.GetProperty("patience").GetDouble())).ToList();
        var trace = Run([Voice("calls", 100, 100)], inputs.GetProperty("servers").GetInt32(), contacts);

        var outcomes = expected.GetProperty("outcomes").EnumerateArray().ToList();
        for (var i = 0; i < contacts.Count; i++)
        {
            var told = trace.Single(t => t.Key == (ulong)i);
            told.Outcome.ToString().ShouldBe(
                outcomes[i].GetProperty("outcome").GetString() == "served" ? nameof(ContactOutcome.Answered) : nameof(ContactOutcome.Abandoned),
                $"contact {i}");
            (told.Moment - told.Arrival).ShouldBe(outcomes[i].GetProperty("wait").GetDouble(), 1e-6, $"contact {i}");
        }
    }

    [Fact]
    public void Priority_without_preemption_TR10()
    {
        using var cases = ReferenceCases.Open();
        var (inputs, expected) = ReferenceCases.Find(cases, "TR10");
        var contacts = inputs.GetProperty("contacts").EnumerateArray().Select(c => new ScriptedContact(
            c.GetProperty("arrival").GetDouble(), c.GetProperty("cls").GetInt32() - 1, c.GetProperty("service").GetDouble(),
            double.PositiveInfinity)).ToList();
        var trace = Run(
            [Voice("first", 100, null) with { Priority = 1 }, Voice("second", 100, null) with { Priority = 2 }],
            inputs.GetProperty("servers").GetInt32(), contacts);

        var waits = expected.GetProperty("waits").EnumerateArray().Select(wait => wait.GetDouble()).ToList();
        for (var i = 0; i < contacts.Count; i++)
        {
            var told = trace.Single(t => t.Key == (ulong)i);
            (told.Moment - told.Arrival).ShouldBe(waits[i], 1e-6, $"contact {i}");
        }
    }

    static List<ContactTrace> Run(IReadOnlyList<Domain.Networks.Queue> queues, int agents, List<ScriptedContact> contacts)
    {
        var team = Team("team", agents, [.. queues.Select(queue => Skill(queue.Id))]);
        var model = SimulationModel.Compile(Scenario(1, queues, [team]), exponentialHandleTimes: false, new ContactScript(contacts));
        var replication = new Replication(model) { Trace = [] };
        replication.Run(1, 0, CancellationToken.None);
        return replication.Trace;
    }
}

/// <summary>The reference cases beside the repository.</summary>
internal static class ReferenceCases
{
    public static JsonDocument Open()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "..", "shared", "data", "reference_cases.json");
            if (File.Exists(file))
                return JsonDocument.Parse(File.ReadAllText(file));
        }

        if (Environment.GetEnvironmentVariable("CAPACITY_REQUIRE_ALL") == "1")
            Assert.Fail("../shared/data/reference_cases.json is not beside the repository.");
        Assert.Skip("../shared/data/reference_cases.json is not beside the repository.");
        throw new InvalidOperationException("Skipped.");
    }

    public static (JsonElement Inputs, JsonElement Expected) Find(JsonDocument cases, string id)
    {
        var found = cases.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        return (found.GetProperty("inputs"), found.GetProperty("expected"));
    }
}
