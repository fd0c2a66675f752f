using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>The fast engine against the slow one, contact by contact, on shared draws.</summary>
public sealed class ContactEngineAgainstReferenceTests
{
    /// <summary>Two voice queues that close at night, callbacks, files, three teams with shifts, and every return.</summary>
    static Scenario Everything()
    {
        var half = new[] { new ReasonShare { Reason = "half", Share = 0.7 }, new ReasonShare { Reason = "open", Share = 0.3 } };
        var calls = Voice("calls", 240, 120) with
        {
            OpeningHours = Daily(8, 20), Reasons = half, Redial = new Redial(), Priority = 2,
            Recontact = new Recontact(), Escalation = new Escalation { Probability = 0.2, FromThirdContact = 0.5, Queue = "desk" },
            ChannelChange = new ChannelChange { Probability = 0.2, Queue = "files" },
            Callback = new CallbackOffer { ThresholdSeconds = 100, Queue = "callbacks" },
        };
        var desk = Voice("desk", 400, 90) with
        {
            OpeningHours = Daily(9, 18), Reasons = half, Patience = new Patience { Law = PatienceLaw.Lognormal, MeanSeconds = 90, Balking = 0.1 },
            Redial = new Redial(), Recontact = new Recontact { Queue = "calls" },
        };
        var callbacks = Voice("callbacks", 240, null, 3600) with { Channel = Channel.Callback, OpeningHours = Daily(10, 19), IdleReserve = 1 };
        var files = Voice("files", 600, null, 7200) with { Channel = Channel.BackOffice, Priority = 3, Reasons = half };
        return Scenario(
            1, [calls, desk, callbacks, files],
            [
                Team("early", 6, Skill("calls"), Skill("callbacks")) with { WorkingHours = Daily(7, 15), ContractHours = 56 },
                Team("late", 5.4, Skill("calls"), Skill("desk"), Skill("files")) with { WorkingHours = Daily(12, 22), ContractHours = 70 },
                Team("files", 1.5, Skill("files")) with { WorkingHours = Daily(6, 18), ContractHours = 84 },
            ],
            Baseline("calls", 1500), Baseline("desk", 250), Baseline("files", 90)) with { CommonDailyVariation = 0.1 };
    }

    [Fact]
    public void Every_contact_meets_the_same_fate_at_the_same_moment_by_the_same_team()
    {
        var model = SimulationModel.Compile(Everything());
        var fast = new Replication(model) { Trace = [] };
        var slow = new ReferenceReplication(model, 7, 3);

        fast.Run(7, 3, CancellationToken.None);
        slow.Run();

        fast.Trace.Count.ShouldBeGreaterThan(10_000);
        foreach (var outcome in Enum.GetValues<ContactOutcome>().Where(outcome => outcome != ContactOutcome.Blocked))
            fast.Trace.Count(trace => trace.Outcome == outcome).ShouldBeGreaterThan(50, $"{outcome}");
        for (var i = 0; i < Math.Min(fast.Trace.Count, slow.Trace.Count); i++)
            fast.Trace[i].ShouldBe(slow.Trace[i], $"contact {i} of {fast.Trace.Count}");
        fast.Trace.Count.ShouldBe(slow.Trace.Count);
    }

    [Fact]
    public void Memory_of_a_replication_does_not_shine_through_into_the_next()
    {
        var model = SimulationModel.Compile(Everything());
        var used = new Replication(model);
        used.Run(7, 0, CancellationToken.None);
        used.Run(7, 1, CancellationToken.None);
        var unused = new Replication(model);
        unused.Run(7, 1, CancellationToken.None);

        used.ContactSums.Values.ToArray().ShouldBe(unused.ContactSums.Values.ToArray());
        used.AgentSums.Values.ToArray().ShouldBe(unused.AgentSums.Values.ToArray());
    }

    [Fact]
    public void Memory_follows_the_contacts_alive_and_not_the_contacts_simulated()
    {
        var replication = new Replication(SimulationModel.Compile(Everything() with { Weeks = 4 }));
        replication.Run(7, 0, CancellationToken.None);
        var before = GC.GetAllocatedBytesForCurrentThread();
        replication.Run(7, 0, CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        replication.Contacts.ShouldBeGreaterThan(60_000);
        allocated.ShouldBeLessThan(4 * replication.Contacts, "one contact alone takes 64 bytes; what is left are draws by interval");
    }
}
