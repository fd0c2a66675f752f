namespace Capacity.Domain.Results;

/// <summary>What decides how many replications a run has.</summary>
public enum StoppingRule
{
    /// <summary>A number given beforehand.</summary>
    Replications,

    /// <summary>Wall-clock time: how many replications it allows depends on the machine.</summary>
    TimeBudget,

    /// <summary>A half-width that every watched KPI must reach.</summary>
    Precision,
}

/// <summary>How a run ended.</summary>
public sealed record Stopping
{
    public StoppingRule Rule { get; init; }

    /// <summary>Replications at most.</summary>
    public int MostReplications { get; init; }

    /// <summary>Wall-clock seconds at most.</summary>
    public double? TimeBudgetSeconds { get; init; }

    /// <summary>The half-width asked for.</summary>
    public double? HalfWidth { get; init; }

    /// <summary>Precision only: every watched KPI has that half-width; otherwise the run ended at its most replications.</summary>
    public bool? Reached { get; init; }

    /// <summary>Precision only: intervals that hold all together with 95 %, whenever one stops.</summary>
    public IReadOnlyList<WatchedKpi> Watched { get; init; } = [];
}

/// <summary>A KPI that a run watches, with its interval.</summary>
public sealed record WatchedKpi
{
    public string Queue { get; init; } = "";
    public string Kpi { get; init; } = "";
    public double Mean { get; init; }
    public double HalfWidth { get; init; }
}
