using NodaTime;

namespace Capacity.Forecasting.Surges;

/// <summary>A wave in words that a planner uses: what it suppressed, its spike, its half-life, whether it came back.</summary>
/// <param name="WaveStart">First day above twice the median of the days before; the first of all where there is none.</param>
/// <param name="Ordinary">Median level before the wave or the first announcement; absent where fewer than seven days came before.</param>
/// <param name="Suppression">The longest stretch of at least a week below 85 % of the ordinary level; absent where there is none.</param>
/// <param name="Peak">Day of most contacts of the first wave.</param>
/// <param name="PeakContacts">Contacts of that day.</param>
/// <param name="PeakTimesOrdinary">The same ÷ ordinary day.</param>
/// <param name="PeakTimesMedian">The same ÷ median day of all.</param>
/// <param name="HalfLifeDays">Days in which the level halves at today's slope; absent where it grows.</param>
/// <param name="HalfLifeShort">P10 of the same.</param>
/// <param name="HalfLifeLong">P90 of the same; absent where growth is as likely.</param>
/// <param name="DaysToHalf">Days from the peak until the mean of seven days was half of its highest; absent where it has not been.</param>
/// <param name="SecondWave">A rise by a quarter after a fall; absent where there is none.</param>
/// <param name="ChanceOfRise">Share of simulated paths whose mean of seven days exceeds 1.5 × today's within the horizon.</param>
public sealed record SurgeShape(
    LocalDate WaveStart, double? Ordinary, SuppressedStretch? Suppression, LocalDate Peak, double PeakContacts, double? PeakTimesOrdinary,
    double PeakTimesMedian, double? HalfLifeDays, double? HalfLifeShort, double? HalfLifeLong, int? DaysToHalf, LaterWave? SecondWave,
    double ChanceOfRise)
{
    /// <summary>False where no day is above twice the median day and nothing was announced: an ordinary series, whose level is no wave.</summary>
    public bool IsWave => Ordinary is not null || PeakTimesMedian > 2;

    private const int Week = 7;
    private const int Paths = 400;
    private const double SuppressedBelow = 0.85;
    private const double Risen = 1.25;

    /// <summary>Reads the shape off a fit; levels are means of seven days with weekday effects taken out.</summary>
    /// <param name="fit">The fitted wave.</param>
    /// <param name="firstAnnouncement">Ends the ordinary time where it comes before the wave.</param>
    /// <param name="days">Horizon of the chance of a rise.</param>
    /// <param name="seed">Of the paths.</param>
    public static SurgeShape Of(SurgeFit fit, LocalDate? firstAnnouncement, int days, ulong seed)
    {
        var (dates, counts) = (fit.Counts.Dates, fit.Counts.Counts);
        var level = Level(fit);
        var start = Start(fit, level);
        var ordinaryDays = firstAnnouncement is { } announced ? Math.Max(start, Index(dates, announced)) : start;
        double? ordinary = ordinaryDays >= Week ? Statistics.Median(level.Take(ordinaryDays)) : null;
        var later = Later(dates, level, start);
        var firstWave = (later is null ? counts.Count : Index(dates, later.Trough)) - start;
        var peak = Enumerable.Range(start, firstWave).MaxBy(i => counts[i]);
        var (fast, middle, slow) = fit.Slope();
        return new SurgeShape(
            dates[start], ordinary, ordinary is { } usual ? Suppressed(dates, level, usual) : null, dates[peak], counts[peak],
            counts[peak] / ordinary, counts[peak] / Math.Max(Statistics.Median(counts), 1e-9), HalfLife(middle), HalfLife(fast), HalfLife(slow),
            ToHalf(level, start, firstWave), later, Rise(fit, level[^1], days, seed));
    }

    private static double[] Level(SurgeFit fit)
    {
        var plain = fit.Counts.Dates.Zip(fit.Counts.Counts, (date, count) => (Factor: fit.WeekdayFactor(date.DayOfWeek), Count: count)).ToArray();
        return [.. Enumerable.Range(0, plain.Length).Select(i => plain[Math.Max(0, i - 3)..Math.Min(plain.Length, i + 4)]
            .Where(day => day.Factor > 0).Select(day => day.Count / day.Factor).DefaultIfEmpty(0).Average())];
    }

    /// <summary>The wave's first day; the file's, where it begins on a level that the wave found later does not reach at its start.</summary>
    private static int Start(SurgeFit fit, double[] level)
    {
        var start = Index(fit.Counts.Dates, fit.WaveStart);
        return start > 0 && level[..start].Max() > level[start] ? 0 : start;
    }

    private static int Index(IReadOnlyList<LocalDate> dates, LocalDate date) => dates.TakeWhile(one => one < date).Count();

    private static double? HalfLife(double slope) => slope < -1e-4 ? Math.Log(2) / -slope : null;

    private static SuppressedStretch? Suppressed(IReadOnlyList<LocalDate> dates, double[] level, double ordinary)
    {
        SuppressedStretch? longest = null;
        for (var i = 0; i < level.Length; i++)
        {
            var end = i;
            while (end < level.Length && level[end] < SuppressedBelow * ordinary)
                end++;
            if (end - i >= Week && (longest is null || end - i > Period.DaysBetween(longest.First, longest.Last) + 1))
                longest = new SuppressedStretch(dates[i], dates[end - 1], 1 - Statistics.Median(level[i..end]) / ordinary);
            i = Math.Max(i, end - 1);
        }
        return longest;
    }

    private static int? ToHalf(double[] level, int start, int firstWave)
    {
        var top = Enumerable.Range(start, firstWave).MaxBy(i => level[i]);
        var half = Array.FindIndex(level, top, value => value < level[top] / 2);
        return half < 0 ? null : half - top;
    }

    /// <summary>The highest rise after a trough that lies at least a fifth below an earlier crest.</summary>
    private static LaterWave? Later(IReadOnlyList<LocalDate> dates, double[] level, int start)
    {
        LaterWave? highest = null;
        var (crest, trough) = (level[start], -1);
        for (var i = start; i < level.Length; i++)
        {
            crest = Math.Max(crest, level[i]);
            if (level[i] * Risen < crest && (trough < 0 || level[i] < level[trough]))
                trough = i;
            if (trough >= 0 && i - trough >= Week && level[i] > Risen * level[trough] && (highest is null || level[i] > highest.Level))
                highest = new LaterWave(dates[trough], dates[i], level[i], level[i] / level[trough]);
        }
        return highest;
    }

    private static double Rise(SurgeFit fit, double today, int days, ulong seed)
    {
        var rising = 0;
        foreach (var path in fit.Paths(days, Paths, seed))
            for (var d = Week; d <= days; d++)
                if (path[(d - Week)..d].Average() > 1.5 * today)
                {
                    rising++;
                    break;
                }
        return (double)rising / Paths;
    }
}

/// <summary>A stretch of days below the ordinary level, and the share (0–1) of contacts that stayed away.</summary>
public sealed record SuppressedStretch(LocalDate First, LocalDate Last, double Share);

/// <summary>A wave after the first: the lowest day before it, its highest day so far, the level there and how many times the lowest it is.</summary>
public sealed record LaterWave(LocalDate Trough, LocalDate Crest, double Level, double TimesTrough);
