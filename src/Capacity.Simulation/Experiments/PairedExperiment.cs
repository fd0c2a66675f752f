using Capacity.Domain.Kpis;
using Capacity.Domain.Scenarios;
using Capacity.Numerics.Estimation;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;
using PairedDifference = Capacity.Domain.Results.PairedDifference;

namespace Capacity.Simulation.Experiments;

/// <summary>What a second scenario changes against a first, replication by replication on common random numbers.</summary>
public sealed record PairedComparison
{
    /// <summary>Seed of the streams that both scenarios shared, and replications.</summary>
    public ulong Seed { get; init; }
    public int Replications { get; init; }

    /// <summary>Second minus first over the horizon: KPIs of all queues (empty subject), of each queue and of each team.</summary>
    public IReadOnlyList<PairedDifference> Differences { get; init; } = [];

    /// <summary>The same by week.</summary>
    public IReadOnlyList<PairedWeek> Weeks { get; init; } = [];

    /// <summary>The difference of a KPI for a subject; null where nothing was counted.</summary>
    public PairedDifference? Of(string kpi, string subject = "") =>
        Differences.FirstOrDefault(difference => difference.Kpi == kpi && difference.Subject == subject);
}

/// <summary>Differences of one week.</summary>
public sealed record PairedWeek(string Week, IReadOnlyList<PairedDifference> Differences);

/// <summary>Paired simulation of two scenarios with the same network queues and teams and the same horizon.</summary>
public static class PairedExperiment
{
    /// <summary>
    /// A seed whose streams no search with the given seed has used: what is printed as proof is computed with it.
    /// </summary>
    /// <param name="searchSeed">Seed of the search.</param>
    /// <param name="stage">0 for the first verification, 1 for the next, …</param>
    public static ulong FreshSeed(ulong searchSeed, int stage = 0)
    {
        var z = searchSeed ^ (0xF5E5_0000_0000_0000UL + (ulong)(uint)stage);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Simulates both scenarios with the same seed and compares them.</summary>
    public static PairedComparison Compare(
        Scenario first, Scenario second, ExperimentOptions options, CancellationToken cancellationToken = default)
    {
        var models = (First: SimulationModel.Compile(first), Second: SimulationModel.Compile(second));
        return Compare(
            models.First, Experiment.Fold(models.First, options, null, cancellationToken),
            models.Second, Experiment.Fold(models.Second, options, null, cancellationToken), options.Seed);
    }

    /// <summary>Compares two folds of the same seed and number of replications.</summary>
    public static PairedComparison Compare(
        SimulationModel first, ResultFold firstFold, SimulationModel second, ResultFold secondFold, ulong seed)
    {
        if (firstFold.Replications != secondFold.Replications)
            throw new ArgumentException(
                $"The scenarios have {firstFold.Replications} and {secondFold.Replications} replications; pairs need the same number.");
        RefuseOtherSubjects(first.Scenario, second.Scenario);
        var differences = new List<PairedDifference>();
        var weeks = Enumerable.Range(0, first.Timeline.Weeks).Select(_ => new List<PairedDifference>()).ToArray();
        var totals = (First: new TallyTable(firstFold.Replications, first.Timeline.Days),
            Second: new TallyTable(firstFold.Replications, first.Timeline.Days));
        for (var queue = 0; queue < first.Scenario.Network.Queues.Count; queue++)
        {
            var tables = (First: firstFold.QueueTable(queue), Second: secondFold.QueueTable(queue));
            totals.First.Add(tables.First);
            totals.Second.Add(tables.Second);
            AddContacts(first.Scenario.Network.Queues[queue].Id, tables.First, tables.Second, differences, weeks);
        }

        AddContacts("", totals.First, totals.Second, differences, weeks);
        for (var team = 0; team < first.Scenario.Network.Teams.Count; team++)
            AddAgents(
                first.Scenario.Network.Teams[team].Id, firstFold.TeamTable(team), secondFold.TeamTable(team), first.Timeline.Days,
                differences, weeks);
        return new PairedComparison
        {
            Seed = seed,
            Replications = firstFold.Replications,
            Differences = differences,
            Weeks = [.. weeks.Select((week, number) => new PairedWeek(first.Timeline.WeekName(number), week))],
        };
    }

    static void RefuseOtherSubjects(Scenario first, Scenario second)
    {
        if (first.Weeks != second.Weeks || first.Start != second.Start
            || !first.Network.Queues.Select(queue => queue.Id).SequenceEqual(second.Network.Queues.Select(queue => queue.Id))
            || !first.Network.Teams.Select(team => team.Id).SequenceEqual(second.Network.Teams.Select(team => team.Id)))
            throw new ArgumentException(
                "Only scenarios with the same first day, weeks, queues and teams can be compared pair by pair; "
                + $"'{first.Id}' and '{second.Id}' differ in them.");
    }

    static void AddContacts(
        string subject, TallyTable first, TallyTable second, List<PairedDifference> total, List<PairedDifference>[] weeks)
    {
        double[] Values(TallyTable table, int replication, int from, int days)
        {
            var tally = table.Tally(replication, from, days);
            return [.. ContactKpis.All.Select(kpi => kpi.Of(tally))];
        }

        var names = ContactKpis.All.Select(kpi => kpi.Name).ToArray();
        Add(names, subject, first.Replications, first.Days, (r, from, days) => (Values(first, r, from, days), Values(second, r, from, days)),
            total, weeks);
    }

    static void AddAgents(
        string subject, AgentTable first, AgentTable second, int days, List<PairedDifference> total, List<PairedDifference>[] weeks) =>
        Add(AgentTable.Names, subject, first.Replications, days,
            (r, from, length) => (first.Values(r, from, length), second.Values(r, from, length)), total, weeks);

    static void Add(
        IReadOnlyList<string> names, string subject, int replications, int days,
        Func<int, int, int, (double[] First, double[] Second)> valuesOf, List<PairedDifference> total, List<PairedDifference>[] weeks)
    {
        total.AddRange(Differences(names, subject, replications, r => valuesOf(r, 0, days)));
        for (var week = 0; week < weeks.Length; week++)
        {
            var from = 7 * week;
            weeks[week].AddRange(Differences(names, subject, replications, r => valuesOf(r, from, 7)));
        }
    }

    static IEnumerable<PairedDifference> Differences(
        IReadOnlyList<string> names, string subject, int replications, Func<int, (double[] First, double[] Second)> valuesOf)
    {
        var moments = new RunningMoments[names.Count];
        for (var replication = 0; replication < replications; replication++)
        {
            var (first, second) = valuesOf(replication);
            for (var kpi = 0; kpi < names.Count; kpi++)
                if (!double.IsNaN(first[kpi]) && !double.IsNaN(second[kpi]))
                    moments[kpi].Add(second[kpi] - first[kpi]);
        }

        for (var kpi = 0; kpi < names.Count; kpi++)
            if (moments[kpi].Count > 0)
                yield return new PairedDifference
                {
                    Kpi = names[kpi],
                    Subject = subject,
                    Mean = moments[kpi].Mean,
                    HalfWidth = Estimates.HalfWidth(moments[kpi]),
                };
    }
}
