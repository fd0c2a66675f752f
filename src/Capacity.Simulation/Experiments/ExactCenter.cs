using Capacity.Domain.Demand;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Numerics.Queueing;
using NodaTime;

namespace Capacity.Simulation.Experiments;

/// <summary>A center that is small enough for its stationary figures to be computed exactly, as a scenario and as a chain.</summary>
/// <param name="Name">Which chain.</param>
/// <param name="Scenario">The same center for the contact-level engine: one day to forget the empty start, then the days that count.</param>
/// <param name="Figures">Figures with their exact values; each is read from the tallies of the queues.</param>
internal sealed record ExactCenter(string Name, Scenario Scenario, IReadOnlyList<(string Name, double Exact, Func<ContactTally[], double> Of)> Figures)
{
    const double Minute = 60;

    static readonly IsoDayOfWeek[] s_week =
    [
        IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday,
        IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday,
    ];

    static OpeningHours Always => OpeningHours.Weekly(LocalTime.Midnight, LocalTime.Midnight, s_week);

    public static IReadOnlyList<ExactCenter> All { get; } = [ErlangACenter(), NDesign(), Chat(), Orbit()];

    static ExactCenter ErlangACenter()
    {
        var exact = ErlangA.Evaluate(new QueueModel { ArrivalRate = 2 / Minute, MeanServiceTime = 300, MeanPatience = 180, Agents = 10, Target = 20 });
        return new("erlangA", Of([Line("calls", 300, 180)], [People("team", 10, Skill("calls"))], ("calls", 2)),
        [
            ("abandonmentRate", exact.AbandonmentRate, t => ContactKpis.AbandonmentRate.Of(t[0])),
            ("serviceLevelOfOffered", exact.ServiceLevels.OfOffered, t => ContactKpis.ServiceLevelOfOffered.Of(t[0])),
            ("averageSpeedOfAnswer", exact.AverageSpeedOfAnswer, t => ContactKpis.AverageSpeedOfAnswer.Of(t[0])),
            ("averageWait", exact.AverageWait, t => ContactKpis.AverageWait.Of(t[0])),
        ]);
    }

    static ExactCenter NDesign()
    {
        var exact = new TwoClassPools
        {
            ArrivalRate1 = 1, ArrivalRate2 = 0.8, ServiceRate = 0.2, AbandonmentRate1 = 0.3, AbandonmentRate2 = 0.3, PoolA = 4, PoolB = 5,
        }.Evaluate();
        return new("nDesign", Of(
            [Line("first", 300, 200) with { Priority = 2 }, Line("second", 300, 200)],
            [People("a", 4, Skill("first")), People("b", 5, Skill("first", 2), Skill("second"))], ("first", 1), ("second", 0.8)),
        [
            ("abandonmentRate1", exact.Abandonment1, t => ContactKpis.AbandonmentRate.Of(t[0])),
            ("abandonmentRate2", exact.Abandonment2, t => ContactKpis.AbandonmentRate.Of(t[1])),
            ("averageWait1", exact.Wait1 * Minute, t => ContactKpis.AverageWait.Of(t[0])),
        ]);
    }

    static ExactCenter Chat()
    {
        double[] rates = [0.15, 0.25, 0.3];
        var exact = ChatPool.Evaluate(1.5, 4, rates, 0.2);
        var chat = Line("chat", Minute / rates[0], Minute / 0.2) with
        {
            Channel = Channel.Chat, Concurrency = new Concurrency { Maximum = 3, Stretch = [.. rates.Select((rate, k) => (k + 1) * rates[0] / rate)] },
        };
        return new("chat", Of([chat], [People("team", 4, Skill("chat"))], ("chat", 1.5)),
        [
            ("abandonmentRate", exact.Abandonment, t => ContactKpis.AbandonmentRate.Of(t[0])),
            ("averageHandleTime", exact.ChatDuration * Minute, t => ContactKpis.AverageHandleTime.Of(t[0])),
        ]);
    }

    static ExactCenter Orbit()
    {
        var exact = new OrbitQueue
        {
            FreshRate = 2, ServiceRate = 0.2, AbandonmentRate = 0.5, Agents = 10, RedialProbability = 0.5, ReturnRate = 0.1,
        }.Evaluate();
        var calls = Line("calls", 300, 120) with
        {
            Redial = new Redial { Probability = 0.5, MaximumAttempts = 200, FastShare = 1, FastMeanSeconds = 600, LongestSeconds = 1e9 },
        };
        return new("orbit", Of([calls], [People("team", 10, Skill("calls"))], ("calls", 2)),
        [
            ("amplification", exact.Amplification, t => ContactKpis.Amplification.Of(t[0])),
            ("abandonmentRate", exact.AbandonmentPerAttempt, t => ContactKpis.AbandonmentRate.Of(t[0])),
            ("averageWait", exact.WaitPerAttempt * Minute, t => ContactKpis.AverageWait.Of(t[0])),
        ]);
    }

    static Queue Line(string id, double handleSeconds, double patienceSeconds) => new()
    {
        Id = id,
        OpeningHours = Always,
        HandleTime = new HandleTime { MeanSeconds = handleSeconds, Law = HandleTimeLaw.Exponential },
        Patience = new Patience { MeanSeconds = patienceSeconds },
    };

    static Team People(string id, int agents, params Skill[] skills) => new()
    {
        Id = id,
        Site = "site",
        Headcount = agents,
        ContractHours = 168,
        WorkingHours = Always,
        Shrinkage = new Shrinkage { Leave = 0, Training = 0, Cohesion = 0, Breaks = 0, Absence = 0, Adherence = 1 },
        Skills = skills,
    };

    static Skill Skill(string queue, int priority = 1) => new() { Queue = queue, Priority = priority };

    static Scenario Of(IReadOnlyList<Queue> queues, IReadOnlyList<Team> teams, params (string Queue, double PerMinute)[] load) => new()
    {
        Id = "exact",
        AsOf = new LocalDate(2020, 6, 1),
        Start = new LocalDate(2020, 6, 1),
        Weeks = 1,
        IntervalMinutes = 60,
        CommonDailyVariation = 0,
        Network = new Network { Sites = [new Site { Id = "site" }], Queues = queues, Teams = teams },
        Baselines = [.. load.Select(one => new Baseline
        {
            Queue = one.Queue,
            DailyVariation = 0,
            Days = [.. s_week.Select(day => new WeekdayProfile { Day = day, Contacts = 1440 * one.PerMinute })],
        })],
    };
}
