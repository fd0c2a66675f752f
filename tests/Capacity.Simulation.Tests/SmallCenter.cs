using Capacity.Domain.Demand;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;
using NodaTime;

namespace Capacity.Simulation.Tests;

/// <summary>Small centers that tests describe in a few words: always open, constant load, as many agents as heads.</summary>
internal static class SmallCenter
{
    static readonly IsoDayOfWeek[] s_week =
    [
        IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday,
        IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday,
    ];

    public static OpeningHours Always { get; } = OpeningHours.Weekly(LocalTime.Midnight, LocalTime.Midnight, s_week);

    public static OpeningHours Daily(int from, int until) =>
        OpeningHours.Weekly(new LocalTime(from, 0), until == 24 ? LocalTime.Midnight : new LocalTime(until, 0), s_week);

    public static Shrinkage NoShrinkage { get; } =
        new() { Leave = 0, Training = 0, Cohesion = 0, Breaks = 0, Absence = 0, Adherence = 1 };

    /// <summary>A voice queue without any flow that its service makes come back.</summary>
    public static Queue Voice(string id, double handleSeconds, double? patienceSeconds, double targetSeconds = 20) => new()
    {
        Id = id,
        Channel = Channel.Voice,
        OpeningHours = Always,
        HandleTime = new HandleTime { MeanSeconds = handleSeconds },
        Patience = patienceSeconds is { } mean ? new Patience { MeanSeconds = mean } : null,
        Goals = new QueueGoals { TargetSeconds = targetSeconds },
        Reasons = [new ReasonShare { Reason = "settled", Share = 1 }],
    };

    /// <summary>A team of so many agents around the clock.</summary>
    public static Team Team(string id, double agents, params Skill[] skills) => new()
    {
        Id = id,
        Site = "site",
        Headcount = agents,
        ContractHours = 168,
        WorkingHours = Always,
        Shrinkage = NoShrinkage,
        Skills = skills,
    };

    public static Skill Skill(string queue, int priority = 1) => new() { Queue = queue, Priority = priority };

    /// <summary>A week shape that is the same every day.</summary>
    public static Baseline Baseline(string queue, double contactsPerDay, IReadOnlyList<double>? hourlyShape = null) => new()
    {
        Queue = queue,
        DailyVariation = 0,
        Days = [.. s_week.Select(day => new WeekdayProfile
        {
            Day = day, Contacts = contactsPerDay, StepMinutes = 60, Shape = hourlyShape ?? [],
        })],
    };

    public static Scenario Scenario(int weeks, IReadOnlyList<Queue> queues, IReadOnlyList<Team> teams, params Baseline[] baselines) => new()
    {
        Id = "small",
        AsOf = new LocalDate(2020, 6, 1),
        Start = new LocalDate(2020, 6, 1),
        Weeks = weeks,
        IntervalMinutes = 60,
        CommonDailyVariation = 0,
        Network = new Network
        {
            Sites = [new Site { Id = "site" }],
            Queues = queues,
            Teams = teams,
            Reasons =
            [
                new Reason { Id = "settled", FirstContactResolution = 1 },
                new Reason { Id = "open", FirstContactResolution = 0 },
                new Reason { Id = "half", FirstContactResolution = 0.5, Emotion = 0.4 },
            ],
        },
        Baselines = baselines,
    };

    /// <summary>Contacts of a day at a rate per minute.</summary>
    public static double PerDay(double perMinute) => perMinute * 1440;

    /// <summary>Sums of one queue over all reported days, one tally per replication, with exponential handle times.</summary>
    public static SmallRun Run(Scenario scenario, int replications, ulong seed = 1, bool exponential = true)
    {
        var model = SimulationModel.Compile(scenario, exponential);
        return new SmallRun(model, ContactEngine.Run(model, seed, 0, replications));
    }
}

/// <summary>A finished run of a small center.</summary>
internal sealed record SmallRun(SimulationModel Model, ReplicationBlock Block)
{
    /// <summary>Horizon tallies of a queue, one per replication.</summary>
    public ContactTally[] Tallies(int queue) => Tallies(queue, 0, Model.Timeline.Days);

    /// <summary>Tallies of a queue over some days, one per replication.</summary>
    public ContactTally[] Tallies(int queue, int firstDay, int days)
    {
        var sums = new ContactDaySums(Model.Timeline.Days, EngineKind.Contact);
        return [.. Block.Replications.Select(replication =>
        {
            sums.Read(replication.Queues[queue]);
            return sums.Tally(firstDay, days);
        })];
    }

    /// <summary>KPIs of a team over the horizon, one row per replication, in the order of their names.</summary>
    public double[][] Agents(int team)
    {
        var sums = AgentDaySums.OfTeams(Model)[team];
        return [.. Block.Replications.Select(replication =>
        {
            sums.Read(replication.Teams[team]);
            return sums.Values(0, Model.Timeline.Days);
        })];
    }

    /// <summary>Occupancy of a team, one per replication.</summary>
    public double[] Occupancies(int team) => [.. Agents(team).Select(values => values[0])];

    /// <summary>A KPI of a queue, one value per replication.</summary>
    public double[] Values(int queue, Kpi kpi) => [.. Tallies(queue).Select(kpi.Of)];

    public double[] Values(int queue, Func<ContactTally, double> figure) => [.. Tallies(queue).Select(figure)];
}

/// <summary>Compares simulated means with exact values.</summary>
internal static class Against
{
    /// <summary>The mean lies within four standard errors of the exact value, and the standard error is small enough to say something.</summary>
    public static void ShouldAgreeWith(this double[] values, double exact, double largestError)
    {
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        error.ShouldBeLessThan(largestError, "the run is too short to prove anything");
        Math.Abs(mean - exact).ShouldBeLessThan(4 * error + 1e-9, $"simulated {mean} ± {error}, exact {exact}");
    }
}
