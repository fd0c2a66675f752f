using Capacity.Domain.Levers;

namespace Capacity.Planning;

/// <summary>What each candidate gains, as far as a search knows it: by trials, by the fluid, or by the fluid as trials have corrected it.</summary>
/// <remarks>Where a trial and the fluid differ, they differ for the kind of action: the difference is taken for every size of its decision.</remarks>
internal sealed class CandidateGains
{
    private readonly List<Lever> _candidates = [];
    private readonly Dictionary<string, double> _known = [];
    private readonly Dictionary<string, double> _screened = [];
    private readonly List<(Lever Of, double Euros)> _beyond = [];
    private readonly HashSet<string> _new = [];
    private readonly HashSet<(Lever Chosen, Lever Other)> _refused = [];
    private double _plan;

    public IReadOnlyList<Lever> Candidates => _candidates;

    /// <summary>Gains in euros by lever, when it was last looked at.</summary>
    public IReadOnlyDictionary<string, double> Known => _known;

    /// <summary>Candidates that gained anything at the first look, one a decision, the best first.</summary>
    public IReadOnlyList<Lever> BestAlone { get; private set; } = [];

    /// <summary>Candidates with more than that, the best first.</summary>
    public IEnumerable<Lever> Above(double least) =>
        Candidates.Where(c => _known.TryGetValue(c.Id, out var gain) && gain > least).OrderByDescending(c => _known[c.Id]);

    /// <summary>Takes up further candidates and returns those that are new.</summary>
    public IReadOnlyList<Lever> Add(IReadOnlyList<Lever> candidates)
    {
        Lever[] further = [.. candidates.ExceptBy(_candidates.Select(known => known.Id), lever => lever.Id)];
        _candidates.AddRange(further);
        return further;
    }

    /// <summary>From now on gains are those beside a plan of which the screen says this value: all that are known are old.</summary>
    public void Begin(double plan)
    {
        _plan = plan;
        _new.Clear();
    }

    /// <summary>The candidates have been looked at, beside the scenario as it is when it is the first look, or there was no time for the rest.</summary>
    public void EndLook() => BestAlone = BestAlone.Count > 0 ? BestAlone : OneEach(Above(0));

    /// <summary>Whether a gain is of an earlier plan.</summary>
    public bool IsOld(Lever candidate) => !_new.Contains(candidate.Id);

    /// <summary>Takes what the screen says of the plan with each of some candidates.</summary>
    public void Screened(IReadOnlyList<Lever> some, IReadOnlyList<double> values)
    {
        foreach (var (lever, value) in some.Zip(values))
        {
            _screened[lever.Id] = _plan - value;
            _known[lever.Id] = _plan - value + Beyond(lever);
            _new.Add(lever.Id);
        }
    }

    /// <summary>Takes what a trial says.</summary>
    public void Tried(Lever candidate, double gain)
    {
        _known[candidate.Id] = gain;
        if (_screened.TryGetValue(candidate.Id, out var screened))
            Differ(candidate, gain - screened);
    }

    /// <summary>What is gained by each of some levers in the place of a chosen one, by what the screen says of the plans.</summary>
    public double[] Exchanges(Lever chosen, IReadOnlyList<Lever> others, IReadOnlyList<double> values) =>
        [.. others.Zip(values, (other, value) => _plan - value + Beyond(other) - Beyond(chosen))];

    /// <summary>Takes an exchange that a trial refused, and by how many euros it was better than its estimate, below 0.</summary>
    public void Refuse(Lever chosen, Lever other, double better)
    {
        _refused.Add((chosen, other));
        Differ(other, Beyond(other) + better);
    }

    /// <summary>Whether a trial has refused the exchange: plans that differ by little are not tried for ever.</summary>
    public bool IsRefused(Lever chosen, Lever other) => _refused.Contains((chosen, other));

    private double Beyond(Lever lever) => _beyond.LastOrDefault(one => one.Of == lever || GreedySearch.Excludes(one.Of, lever)).Euros;

    private void Differ(Lever lever, double euros)
    {
        _beyond.Add((lever, euros));
        foreach (var size in Candidates.Where(other => other != lever && GreedySearch.Excludes(other, lever)))
            if (_screened.TryGetValue(size.Id, out var its))
                _known[size.Id] = its + euros;
    }

    /// <summary>The first of each decision.</summary>
    public static List<Lever> OneEach(IEnumerable<Lever> levers)
    {
        var one = new List<Lever>();
        foreach (var lever in levers)
            if (!one.Any(l => GreedySearch.Excludes(l, lever)))
                one.Add(lever);
        return one;
    }
}
