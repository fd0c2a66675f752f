namespace Capacity.Domain.Scores;

/// <summary>Collects the weighted scores of one component and remembers who scores worst; the component is named after that one's scale.</summary>
internal sealed class ScoreSum(ScoreScale scale)
{
    private double _weighted;
    private double _weight;
    private double _worst = double.PositiveInfinity;
    private string _worstSubject = "";
    private double _worstFigure = double.NaN;
    private ScoreScale? _worstBy;

    public void Add(string subject, double figure, double weight) => Add(subject, figure, weight, scale);

    /// <summary>Adds a figure of a subject that is measured otherwise than others are, by the scale of its measure.</summary>
    public void Add(string subject, double figure, double weight, ScoreScale by)
    {
        if (double.IsNaN(figure) || weight <= 0)
            return;
        var score = by.Of(figure);
        _weighted += weight * score;
        _weight += weight;
        if (score >= _worst)
            return;
        (_worst, _worstSubject, _worstFigure, _worstBy) = (score, subject, figure, by);
    }

    public static SideScore Mean(IEnumerable<ScoreSum> sums, BrokenLimit broken)
    {
        var components = sums.Where(s => s._weight > 0).Select(s => s.Component()).ToList();
        var mean = components.Count > 0 ? components.Average(c => c.Score) : 100;
        return new SideScore
        {
            Score = broken.Subject is null ? mean : Math.Min(49, mean),
            Components = components,
            LimitBrokenBy = broken.Subject ?? "",
            LimitBroken = broken.Component ?? "",
            LimitFigure = broken.Figure,
        };
    }

    private ScoreComponent Component() => new((_worstBy ?? scale).Name, _weighted / _weight, _worstSubject, _worstFigure);
}

/// <summary>Who broke a hard limit, in which component, and with which figure; the default value is nobody.</summary>
internal readonly record struct BrokenLimit(string Subject, string Component, double Figure);
