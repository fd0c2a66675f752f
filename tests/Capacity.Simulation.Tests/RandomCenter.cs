using Capacity.Domain.Demand;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Numerics.Randomness;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests;

/// <summary>Small networks drawn at random with every flow on: voice, chat, cases and callbacks, shifts, skills, rules and uncertain figures.</summary>
internal sealed class RandomCenter
{
    readonly RandomStream _random;

    RandomCenter(int number) => _random = RandomStream.For(20, (ulong)number, StreamPurpose.Search);

    public static Scenario Of(int number) => new RandomCenter(number).Draw();

    double Between(double low, double high) => low + (high - low) * _random.NextUnit();

    int Whole(int low, int high) => (int)Between(low, high + 1);

    T Pick<T>(params T[] from) => from[Whole(0, from.Length - 1)];

    T Pick<T>()
        where T : struct, Enum => Pick(Enum.GetValues<T>());

    Scenario Draw()
    {
        ReasonShare[] reasons = [new() { Reason = "half", Share = 0.6 }, new() { Reason = "open", Share = 0.2 }, new() { Reason = "settled", Share = 0.2 }];
        Queue[] queues = [Calls("calls", "chat"), Calls("desk", "files"), Chat(), Files(), Callbacks()];
        queues = [.. queues.Select(queue => queue with { Reasons = reasons, Priority = Whole(1, 3), ResolutionFactor = Between(0.7, 1) })];
        string[] served = ["calls", "desk", "chat", "files", "callbacks"];
        var scenario = Scenario(
            1, queues, [Team("early", 7, 16, served), Team("late", 11, 21, served), Team("day", 8, 19, "calls", "desk", "files")],
            Baseline("calls", Between(200, 500)), Baseline("desk", Between(100, 250)), Baseline("chat", Between(100, 300)), Baseline("files", Between(20, 60)));
        return scenario with
        {
            CommonDailyVariation = 0.1,
            Network = scenario.Network with
            {
                Routing = new Routing { IdleAgent = Pick<IdleAgentRule>(), WaitingContact = Pick<WaitingContactRule>(), PrioritiesFirst = Pick(true, false) },
                LineGroups = [new LineGroup { Id = "trunks", Queues = ["calls", "desk"], Lines = Whole(6, 12) }],
            },
            OpeningBacklogs = [new() { Queue = "files", Cases = Whole(20, 80), OldestDays = 5 }],
            Cohorts =
            [
                new Cohort
                {
                    Id = "event", Date = scenario.Start.PlusDays(1), Customers = 400, CustomersVariation = 0.3, Emotion = 0.5,
                    Contacts = [new() { Queue = "calls", Reason = "half", PerCustomer = 0.5 }],
                },
            ],
            Suppressions =
            [
                new Suppression
                {
                    Id = "lockdown", Queues = ["desk"], During = new() { From = scenario.Start, Until = scenario.Start.PlusDays(2) }, Share = 0.5,
                    DeferredShare = 0.8, ReleaseMeanDays = 2,
                },
            ],
            Obligations =
            [
                new Obligation
                {
                    Id = "promise", Cohort = "event", DueDays = 1, Contacts = [new() { Queue = "calls", Reason = "open", PerCustomer = 0.2 }],
                    Delay = new DelayKernel { SpikeShare = 1, SpikeMeanDays = 1 },
                },
            ],
            Levers = [new Deflection { Id = "faq", Reason = "half", From = scenario.Start, Share = 0.4, ReturnMeanDays = 0.3 }],
            Uncertainties = [.. Enum.GetValues<UncertainFigure>().Select((figure, i) => new Uncertainty { Id = $"u{i}", Figure = figure, Law = Pick<UncertaintyLaw>() })],
        };
    }

    Team Team(string id, int from, int until, params string[] queues) => SmallCenter.Team(id, Between(2, 5), [.. queues.Select(queue => Skill(queue) with
    {
        Priority = Whole(1, 2), HandleTimeFactor = Between(0.8, 1.3), ResolutionFactor = Between(0.6, 1), AfterWaitSeconds = Pick(0, 0, 30, 90),
    })]) with { WorkingHours = Daily(from, until), ContractHours = 7 * (until - from) };

    Queue Calls(string id, string other) => Voice(id, Between(150, 400), Between(60, 240)) with
    {
        OpeningHours = Daily(8, 20),
        Patience = new Patience
        {
            MeanSeconds = Between(60, 240), Law = Pick(PatienceLaw.Exponential, PatienceLaw.Lognormal, PatienceLaw.Hyperexponential),
            CoefficientOfVariation = 1.4, Balking = Between(0, 0.1), AcceptedWaitSeconds = Pick<double?>(null, 300),
        },
        Redial = new Redial { Probability = Between(0.3, 0.7), PatienceFactor = Between(0.7, 1.4), KeepsPatience = Pick(true, false) },
        ChannelChange = new ChannelChange { Probability = 0.1, Queue = other }, Recontact = new Recontact { WithinHourShare = 0.6 },
        Transfer = new Transfer { Probability = Between(0, 0.15), Queue = id == "calls" ? "desk" : "calls", HandleTimeFactor = 0.6 },
        Escalation = new Escalation { Probability = 0.1, FromThirdContact = 0.3, PerMinuteWaited = 0.02, Queue = "files" },
        Overflow = id == "calls" ? new Overflow { AfterSeconds = Between(60, 200), Queue = "desk" } : null,
        Callback = new CallbackOffer { ThresholdSeconds = Between(60, 200), Queue = "callbacks" },
        HandleTime = new HandleTime { MeanSeconds = Between(150, 400), CoefficientOfVariation = Between(0.5, 1.5), WrapUpSeconds = Between(0, 60) },
    };

    Queue Chat() => Voice("chat", Between(300, 600), Between(50, 150)) with
    {
        Channel = Channel.Chat, OpeningHours = Daily(9, 19), Redial = new Redial(), Recontact = new Recontact { Queue = "calls" },
        Concurrency = new Concurrency { Maximum = 3, Stretch = [1, 1.3, Between(1.4, 2)], SilentShare = Between(0, 0.3), TimeOutSeconds = 180 },
        HandleTime = new HandleTime { MeanSeconds = Between(300, 600) },
    };

    Queue Files() => Voice("files", Between(200, 500), null, Between(3600, 20000)) with
    {
        Channel = Channel.BackOffice, IdleReserve = Whole(0, 2), Chasers = new Chasers { PerDayFirstWeek = Between(0.1, 0.5), Queue = "calls" },
        ChannelChange = new ChannelChange { Probability = Between(0, 0.3), Queue = "desk" }, Recontact = new Recontact(),
    };

    Queue Callbacks() => Voice("callbacks", Between(150, 300), null, 7200) with
    {
        Channel = Channel.Callback, OpeningHours = Daily(9, 18), Redial = new Redial { Probability = 0.2 },
        CallbackTries = new CallbackTries { NotReached = Between(0, 0.5), RetryAfterSeconds = Between(600, 3000), MaximumTries = Whole(1, 3) },
    };
}
