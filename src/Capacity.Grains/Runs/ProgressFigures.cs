using Capacity.Contracts.Runs;

namespace Capacity.Grains.Runs;

/// <summary>What a run shows of itself while it computes.</summary>
internal static class ProgressFigures
{
    /// <summary>Two-sided 95 % point of the normal law: an indication while it runs, the result's own intervals are exact.</summary>
    private const double Normal95 = 1.959964;

    public static RunProgress Of(string run, RunSnapshot snapshot, BlockBoard board, int blocksComputed, TimeSpan elapsed, int finishedHere)
    {
        var levels = board.Figures.SelectMany(figures => figures.ServiceLevels).Where(double.IsFinite).ToList();
        var left = snapshot.Blocks - board.Finished;
        return new RunProgress
        {
            Run = run,
            Scenario = snapshot.Request.Scenario,
            ScenarioVersion = snapshot.Request.Version,
            State = RunState.Running,
            ReplicationsDone = board.ReplicationsDone,
            Replications = snapshot.Request.Replications,
            ContactsSimulated = board.Figures.Sum(figures => figures.Contacts),
            RemainingSeconds = finishedHere > 0 ? elapsed.TotalSeconds / finishedHere * left : null,
            ServiceLevel = levels.Count > 0 ? levels.Average() : null,
            ServiceLevelHalfWidth = levels.Count > 1 ? Normal95 * Deviation(levels) / Math.Sqrt(levels.Count) : null,
            BlocksComputed = blocksComputed,
            Blocks = snapshot.Blocks,
            Versions = snapshot.Versions,
        };
    }

    private static double Deviation(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
