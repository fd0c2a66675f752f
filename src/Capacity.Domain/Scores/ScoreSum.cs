namespace Capacity.Domain.Scores;

/// <summary>Collects the weighted scores of one component and remembers who scores worst.</summary>
internal sealed class ScoreSum(ScoreScale scale)
{
    private double _weighted;
    private double _weight;
    private double _worst = double.PositiveInfinity;
    private string _worstSubject = "";
    private double _worstFigure = double.NaN;

    public void Add(string subject, double figure, double weight)
    {
        if (double.IsNaN(figure) || weight <= 0)
            return;
        var score = scale.Of(figure);
        _weighted += weight * score;
        _weight += weight;
        if (score >= _worst)
            return;
        (_worst, _worstSubject, _worstFigure) = (score, subject, figure);
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

    private ScoreComponent Component() => new(scale.Name, _weighted / _weight, _worstSubject, _worstFigure);
}

/// <summary>Who broke a hard limit, in which component, and with which figure; the default value is nobody.</summary>
internal readonly record struct BrokenLimit(string Subject, string Component, double Figure);
