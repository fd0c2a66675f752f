using Capacity.Domain.Demand;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>The fast engine against the slow one, contact by contact, on shared draws.</summary>
public sealed class ContactEngineAgainstReferenceTests
{
    static readonly ReasonShare[] s_mixed = [new() { Reason = "half", Share = 0.7 }, new() { Reason = "open", Share = 0.3 }];

    /// <summary>Lines, overflow, transfers, calls in vain, teams that help out late, announced waits, patience by attempt, uncertain figures.</summary>
    static Scenario Handovers()
    {
        var calls = Voice("calls", 200, 100) with
        {
            OpeningHours = Daily(8, 20), Reasons = s_mixed, Overflow = new Overflow { AfterSeconds = 150, Queue = "messages" },
            HandleTime = new HandleTime { MeanSeconds = 200, Law = HandleTimeLaw.Empirical, Quantiles = [30, 100, 500], WrapUpSeconds = 50 },
            Patience = new Patience { MeanSeconds = 100, Law = PatienceLaw.Hyperexponential, CoefficientOfVariation = 1.5, AcceptedWaitSeconds = 600, Balking = 0.02 },
            Redial = new Redial { PatienceFactor = 1.3, KeepsPatience = true }, Recontact = new Recontact { WithinHourShare = 0.8 },
            Transfer = new Transfer { Probability = 0.15, Queue = "desk", HandleTimeFactor = 0.5 }, ResolutionFactor = 0.9,
            Callback = new CallbackOffer { ThresholdSeconds = 90, Queue = "callbacks" },
        };
        var desk = Voice("desk", 300, 150) with
        {
            OpeningHours = Daily(8, 18), Reasons = s_mixed, Redial = new Redial(), Priority = 2,
            HandleTime = new HandleTime { MeanSeconds = 300, Law = HandleTimeLaw.Exponential },
            Patience = new Patience { MeanSeconds = 150, Law = PatienceLaw.Empirical, Quantiles = [1, 60, 600] },
            Escalation = new Escalation { Probability = 0.1, FromThirdContact = 0.2, PerMinuteWaited = 0.1, Queue = "calls" },
        };
        var callbacks = Voice("callbacks", 240, null, 3600) with
        {
            Channel = Channel.Callback, OpeningHours = Daily(9, 19), CallbackTries = new CallbackTries { NotReached = 0.4, RetryAfterSeconds = 1200, MaximumTries = 2 },
            ChannelChange = new ChannelChange { Probability = 0.3, Queue = "messages" },
        };
        var messages = Voice("messages", 300, null, 5400) with
        {
            Channel = Channel.Message, Priority = 3, Reasons = s_mixed, ChannelChange = new ChannelChange { Probability = 0.4, Queue = "calls" },
        };
        var scenario = Scenario(
            1, [calls, desk, callbacks, messages],
            [
                Team("first", 7, Skill("calls"), Skill("callbacks")) with { WorkingHours = Daily(7, 20), ContractHours = 80 },
                Team("second", 5, Skill("desk"), Skill("calls") with { AfterWaitSeconds = 40, ResolutionFactor = 0.5 }, Skill("messages"))
                    with { WorkingHours = Daily(8, 20), ContractHours = 80 },
                Team("third", 2, Skill("messages") with { AfterWaitSeconds = 1800 }, Skill("desk")) with { WorkingHours = Daily(7, 21), ContractHours = 98 },
            ],
            Baseline("calls", 1300), Baseline("desk", 400), Baseline("messages", 100));
        return scenario with
        {
            Network = scenario.Network with
            {
                Routing = new Routing { IdleAgent = IdleAgentRule.UniformRandom, WaitingContact = WaitingContactRule.LongestWait, PrioritiesFirst = false },
                LineGroups = [new LineGroup { Id = "trunks", Queues = ["calls", "desk"], Lines = 18 }],
            },
            Uncertainties = [.. Enum.GetValues<UncertainFigure>().Select((figure, i) => new Uncertainty
            {
                Id = $"u{i}", Figure = figure, Law = (UncertaintyLaw)(i % 4), Of = figure == UncertainFigure.HandleTime ? "calls" : null,
            })],
        };
    }

    /// <summary>Chats whose customers fall silent, self-service, chasers of an old backlog, due times in open hours.</summary>
    static Scenario Written()
    {
        var chat = Voice("chat", 500, 80) with
        {
            Channel = Channel.Chat, OpeningHours = Daily(8, 20), Reasons = s_mixed, Redial = new Redial(), Recontact = new Recontact { Queue = "mail" },
            Concurrency = new Concurrency { Maximum = 3, Stretch = [1, 1.3, 1.9], SilentShare = 0.2, TimeOutSeconds = 240 },
            Overflow = new Overflow { AfterSeconds = 60, Queue = "mail" }, Transfer = new Transfer { Probability = 0.1, Queue = "calls" },
            HandleTime = new HandleTime { MeanSeconds = 500, RecoveryPauseSeconds = 90 },
        };
        var calls = Voice("calls", 240, 120) with { OpeningHours = Daily(9, 19), Reasons = s_mixed, ChannelChange = new ChannelChange { Queue = "chat" } };
        var mail = Voice("mail", 300, null) with
        {
            Channel = Channel.Email, Priority = 2, IdleReserve = 1, Reasons = s_mixed, Chasers = new Chasers { PerDayFirstWeek = 0.2, Queue = "calls" },
            Goals = new QueueGoals { TargetSeconds = 4 * 3600, Clock = TargetClock.OpeningHours }, OpeningHours = Daily(8, 16),
            Recontact = new Recontact(),
        };
        var scenario = Scenario(
            1, [chat, calls, mail],
            [
                Team("writers", 5, Skill("chat"), Skill("mail")) with { WorkingHours = Daily(8, 20), ContractHours = 75 },
                Team("all", 6, Skill("calls"), Skill("chat") with { AfterWaitSeconds = 20 }, Skill("mail")) with { WorkingHours = Daily(8, 20), ContractHours = 75 },
            ],
            Baseline("chat", 900), Baseline("calls", 500), Baseline("mail", 120));
        return scenario with
        {
            Network = scenario.Network with
            {
                Routing = new Routing { IdleAgent = IdleAgentRule.LeastOccupied, WaitingContact = WaitingContactRule.EarliestDue },
                LineGroups = [new LineGroup { Id = "places", Queues = ["chat"], Lines = 21 }],
            },
            OpeningBacklogs = [new() { Queue = "mail", Cases = 300, OldestDays = 9 }],
            Levers = [new Deflection { Id = "faq", Reason = "half", From = scenario.Start.PlusDays(1), Share = 0.5, ReturnMeanDays = 0.2 }],
        };
    }

    public static TheoryData<string> Centers => [nameof(Everything), nameof(Handovers), nameof(Written)];

    static Scenario Center(string name) => name switch
    {
        nameof(Handovers) => Handovers(),
        nameof(Written) => Written(),
        _ => Everything(),
    };

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

    [Theory]
    [MemberData(nameof(Centers))]
    public void Every_contact_meets_the_same_fate_at_the_same_moment_by_the_same_team(string center)
    {
        var model = SimulationModel.Compile(Center(center));
        var fast = new Replication(model) { Trace = [] };
        var slow = new ReferenceReplication(model, 7, 3);

        fast.Run(7, 3, CancellationToken.None);
        slow.Run();

        fast.Trace.Count.ShouldBeGreaterThan(10_000);
        foreach (var outcome in Enum.GetValues<ContactOutcome>().Where(outcome => outcome != ContactOutcome.Blocked || center != nameof(Everything)))
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
