using Capacity.Forecasting.History;
using NodaTime;

namespace Capacity.Forecasting.Baselines;

/// <summary>How a day's contacts spread over its intervals: a recency-weighted share by weekday, bent by a few daily shapes.</summary>
/// <remarks>
/// Shapes after Shen &amp; Huang 2008 (M&amp;SOM 10:391): the leading singular vectors of the days' relative residuals; the score of each shape
/// is learnt by <see cref="DayLevels"/>, so that a pay day or the day after a holiday can have its own. Residuals are taken over stretches of
/// intervals with at least 30 contacts on a mean day, so that low counts do not make shapes of their noise.
/// </remarks>
internal sealed class IntradayProfile
{
    private const double HalfLifeDays = 84;
    private const double PooledContacts = 500;
    private const double LeastInStretch = 30;
    private const double LargestResidual = 0.5;
    private const int MostShapes = 4;

    private readonly UsualWeek _usual;
    private readonly double[][] _shares = new double[8][];
    private readonly double[] _pooled;
    private readonly int _stretch;
    private readonly double[][] _shapes = [];
    private readonly DayLevels[] _scores = [];

    /// <summary>Learns from days with counts, in order.</summary>
    public IntradayProfile(IReadOnlyList<HistoryDay> days, IReadOnlyList<DayTraits> traits, UsualWeek usual)
    {
        _usual = usual;
        var slots = days[0].Counts.Length;
        _pooled = Shares(days, slots);
        _stretch = Stretch(days, slots);
        var stretches = slots / _stretch;
        var shapes = Math.Min(MostShapes, Math.Min(Enumerable.Range(0, stretches).Count(s => Pooled(s) > 0) / 3, days.Count / 10));
        if (shapes == 0)
            return;
        var whole = Enumerable.Range(0, days.Count).Where(i => ObservedShare(days[i]) > 0.9).ToList();
        if (whole.Count < 20)
            return;
        var residuals = whole.ConvertAll(i => Residuals(days[i], stretches));
        (var scores, _shapes) = LeadingShapes.Of(residuals, shapes);
        foreach (var shape in _shapes)
            for (var s = 0; s < stretches; s++)
                shape[s] /= Math.Sqrt(Math.Max(Pooled(s), 1e-4));
        DayTraits[] known = [.. whole.Select(i => traits[i])];
        _scores = Array.ConvertAll(scores, score => Learn(known, score));
    }

    /// <summary>Share of the day's contacts in each interval from midnight, NaN where closed.</summary>
    public double[] On(IsoDayOfWeek weekday, in DayTraits traits)
    {
        var shares = (double[])_shares[(int)weekday].Clone();
        var bend = new double[_shapes.Length > 0 ? _shapes[0].Length : 0];
        for (var k = 0; k < _shapes.Length; k++)
        {
            var score = _scores[k].Means([traits])[0];
            for (var s = 0; s < bend.Length; s++)
                bend[s] += score * _shapes[k][s];
        }
        var sum = 0.0;
        for (var slot = 0; slot < shares.Length; slot++)
        {
            if (double.IsNaN(shares[slot]))
                continue;
            if (bend.Length > 0)
                shares[slot] *= Math.Max(0.2, 1 + bend[slot / _stretch]);
            sum += shares[slot];
        }
        for (var slot = 0; slot < shares.Length; slot++)
            shares[slot] = sum > 0 ? shares[slot] / sum : shares[slot];
        return shares;
    }

    /// <summary>Usual share of the intervals that a day has counts for: 1 for a complete day.</summary>
    public double ObservedShare(HistoryDay day)
    {
        var shares = _shares[(int)day.Date.DayOfWeek];
        var sum = 0.0;
        for (var slot = 0; slot < shares.Length; slot++)
            if (!double.IsNaN(shares[slot]) && !double.IsNaN(day.Counts[slot]))
                sum += shares[slot];
        return sum;
    }

    /// <summary>Fills the shares by weekday and returns those of all days.</summary>
    private double[] Shares(IReadOnlyList<HistoryDay> days, int slots)
    {
        var pooled = new double[slots];
        for (var weekday = 0; weekday < 8; weekday++)
            _shares[weekday] = new double[slots];
        foreach (var weekday in days.GroupBy(day => (int)day.Date.DayOfWeek))
        {
            var half = Statistics.Median(weekday.Select(day => day.Total)) / 2;
            foreach (var day in weekday.Where(day => day.Total >= half))
                for (var slot = 0; slot < slots; slot++)
                {
                    var weight = Math.Pow(2, -Period.DaysBetween(day.Date, days[^1].Date) / HalfLifeDays);
                    if (!double.IsNaN(day.Counts[slot]))
                        _shares[weekday.Key][slot] += weight * day.Counts[slot];
                }
            for (var slot = 0; slot < slots; slot++)
                pooled[slot] += _shares[weekday.Key][slot];
        }
        var all = pooled.Sum();
        for (var slot = 0; slot < slots; slot++)
            pooled[slot] = all > 0 ? pooled[slot] / all : 0;
        for (var weekday = 1; weekday < 8; weekday++)
            Normalize(_shares[weekday], pooled, (IsoDayOfWeek)weekday);
        return pooled;
    }

    private void Normalize(double[] shares, double[] pooled, IsoDayOfWeek weekday)
    {
        var total = shares.Sum();
        var open = 0.0;
        for (var slot = 0; slot < shares.Length; slot++)
        {
            shares[slot] = _usual.HasSlot(weekday, slot) ? shares[slot] + (total > 0 ? PooledContacts * pooled[slot] : pooled[slot]) : double.NaN;
            open += double.IsNaN(shares[slot]) ? 0 : shares[slot];
        }
        for (var slot = 0; slot < shares.Length; slot++)
            shares[slot] = open > 0 ? shares[slot] / open : shares[slot];
    }

    private static int Stretch(IReadOnlyList<HistoryDay> days, int slots)
    {
        var open = days.Average(day => day.Counts.Count(count => count > 0));
        var mean = days.Average(day => day.Total) / Math.Max(1, open);
        for (var stretch = 1; stretch <= slots; stretch++)
            if (slots % stretch == 0 && mean * stretch >= LeastInStretch)
                return stretch;
        return slots;
    }

    private double Pooled(int stretch)
    {
        var sum = 0.0;
        for (var slot = stretch * _stretch; slot < (stretch + 1) * _stretch; slot++)
            sum += _pooled[slot];
        return sum;
    }

    /// <summary>(count − expected) ÷ expected by stretch, times the root of its pooled share: equal noise for Poisson counts.</summary>
    private double[] Residuals(HistoryDay day, int stretches)
    {
        var shares = _shares[(int)day.Date.DayOfWeek];
        var residuals = new double[stretches];
        for (var s = 0; s < stretches; s++)
        {
            double expected = 0, count = 0;
            for (var slot = s * _stretch; slot < (s + 1) * _stretch; slot++)
                if (!double.IsNaN(shares[slot]) && !double.IsNaN(day.Counts[slot]))
                    (expected, count) = (expected + day.Total * shares[slot], count + day.Counts[slot]);
            residuals[s] = Math.Clamp((count - expected) / Math.Max(expected, 1), -LargestResidual, LargestResidual) * Math.Sqrt(Pooled(s));
        }
        return residuals;
    }

    private static DayLevels Learn(DayTraits[] days, double[] scores)
    {
        var deviation = Math.Sqrt(scores.Average(score => score * score));
        return new DayLevels(days, scores, new double[days.Length], DayPrior.Shapes.Times(Math.Max(deviation, 1e-9)), rounds: 0);
    }
}
