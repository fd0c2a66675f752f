namespace Capacity.Planning.Candidates;

/// <summary>How many levers are made for a shortage.</summary>
/// <param name="Sizes">Sizes against the hours that a team lacks.</param>
/// <param name="Teams">Worst teams that are looked at.</param>
/// <param name="Sources">Teams that may lend people to each.</param>
/// <param name="Queues">Worst queues that may get a callback offer.</param>
/// <param name="Reasons">Worst reasons that self-service may take.</param>
/// <param name="Shifts">Weeks by which a start may lie from the one that the shortage asks for.</param>
public sealed record CandidateBreadth(
    IReadOnlyList<double> Sizes, int Teams, int Sources, int Queues, int Reasons, IReadOnlyList<int> Shifts)
{
    /// <summary>As many as trials contact by contact can look at.</summary>
    public static CandidateBreadth Few { get; } = new([0.5, 1, 2], Teams: 4, Sources: 2, Queues: 2, Reasons: 3, Shifts: [0]);

    /// <summary>As many as the fluid can look at in that time.</summary>
    public static CandidateBreadth Many { get; } = Few with { Teams = 6, Sources = 3, Queues = 4, Reasons = 5 };

    /// <summary>The same in every size and start that may be better than those, once it is known what a plan has.</summary>
    public static CandidateBreadth Finer { get; } = Many with { Sizes = [0.25, 0.5, 0.75, 1, 1.5, 2, 3], Shifts = [0, 1] };
}
