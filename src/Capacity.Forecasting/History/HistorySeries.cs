using NodaTime;

namespace Capacity.Forecasting.History;

/// <summary>Counts of one queue by interval, in order of their local starts; what is absent was not in the file.</summary>
/// <remarks>Starts are local and without offset: the hour that daylight saving repeats is there once, with the mean of both.</remarks>
public sealed record HistorySeries
{
    private IReadOnlyList<HistoryDay>? _days;

    public HistorySeries()
    {
    }

    /// <summary>What <c>with</c> copies; the days are split anew.</summary>
    private HistorySeries(HistorySeries other) =>
        (IntervalMinutes, Starts, Counts, HandleSeconds, Outcomes) =
            (other.IntervalMinutes, other.Starts, other.Counts, other.HandleSeconds, other.Outcomes);

    /// <summary>Length of an interval in minutes, 5 to 1440.</summary>
    public required int IntervalMinutes { get; init; }
    public required IReadOnlyList<LocalDateTime> Starts { get; init; }

    /// <summary>Contacts offered in each interval, not negative.</summary>
    public required IReadOnlyList<double> Counts { get; init; }

    /// <summary>Mean handle time in seconds by interval, NaN where unknown; empty where the file has none.</summary>
    public IReadOnlyList<double> HandleSeconds { get; init; } = [];

    /// <summary>What became of the contacts of each interval, and how many persons made them; empty where the file has no such column.</summary>
    public IReadOnlyList<HistoryOutcome> Outcomes { get; init; } = [];

    /// <summary>The days of the series, in order, with their counts by interval.</summary>
    public IReadOnlyList<HistoryDay> Days() => _days ??= Split();

    /// <summary>The part before a day.</summary>
    public HistorySeries Before(LocalDate end) => Part(0, FirstOn(end));

    /// <summary>The part from a day on.</summary>
    public HistorySeries From(LocalDate start) => Part(FirstOn(start), Starts.Count);

    /// <summary>Some of the intervals, by their indices in ascending order.</summary>
    public HistorySeries Choose(IReadOnlyList<int> indices) => new()
    {
        IntervalMinutes = IntervalMinutes,
        Starts = [.. indices.Select(index => Starts[index])],
        Counts = [.. indices.Select(index => Counts[index])],
        HandleSeconds = HandleSeconds.Count == 0 ? [] : [.. indices.Select(index => HandleSeconds[index])],
        Outcomes = Outcomes.Count == 0 ? [] : [.. indices.Select(index => Outcomes[index])],
    };

    /// <summary>The same counts in longer intervals, a multiple of the present ones; starts fall on multiples since midnight.</summary>
    public HistorySeries Resample(int minutes)
    {
        if (minutes == IntervalMinutes)
            return this;
        if (minutes < IntervalMinutes || minutes % IntervalMinutes != 0 || 1440 % minutes != 0)
            throw new ArgumentOutOfRangeException(nameof(minutes), minutes,
                $"Not a multiple of the history's {IntervalMinutes} minutes that divides a day.");
        var starts = new List<LocalDateTime>();
        var (counts, handled, seconds) = (new List<double>(), new List<double>(), new List<double>());
        var outcomes = new List<HistoryOutcome>();
        for (var i = 0; i < Starts.Count; i++)
        {
            var minute = Starts[i].Hour * 60 + Starts[i].Minute;
            var start = Starts[i].Date.AtMidnight().PlusMinutes(minute - minute % minutes);
            if (starts.Count == 0 || starts[^1] != start)
            {
                starts.Add(start);
                counts.Add(0);
                handled.Add(0);
                seconds.Add(0);
                if (Outcomes.Count > 0)
                    outcomes.Add(HistoryOutcome.Unknown);
            }
            counts[^1] += Counts[i];
            if (Outcomes.Count > 0)
                outcomes[^1] = outcomes[^1].Plus(Outcomes[i]);
            if (HandleSeconds.Count == 0 || double.IsNaN(HandleSeconds[i]))
                continue;
            handled[^1] += Counts[i];
            seconds[^1] += Counts[i] * HandleSeconds[i];
        }
        return new HistorySeries
        {
            IntervalMinutes = minutes,
            Starts = starts,
            Counts = counts,
            HandleSeconds = HandleSeconds.Count == 0 ? [] : [.. seconds.Zip(handled, (work, count) => count > 0 ? work / count : double.NaN)],
            Outcomes = outcomes,
        };
    }

    private int FirstOn(LocalDate date)
    {
        var count = 0;
        while (count < Starts.Count && Starts[count].Date < date)
            count++;
        return count;
    }

    private HistorySeries Part(int first, int end) => Choose([.. Enumerable.Range(first, end - first)]);

    /// <summary>The mean handle time of two parts, weighted by their contacts; a part without handle time or contacts has no say.</summary>
    internal static double MeanHandle(double first, double firstContacts, double second, double secondContacts) =>
        double.IsNaN(first) ? second
        : double.IsNaN(second) || firstContacts + secondContacts <= 0 ? first
        : (first * firstContacts + second * secondContacts) / (firstContacts + secondContacts);

    private List<HistoryDay> Split()
    {
        var slots = 1440 / IntervalMinutes;
        var days = new List<HistoryDay>();
        for (var i = 0; i < Starts.Count;)
        {
            var date = Starts[i].Date;
            var counts = NotThere(slots);
            for (; i < Starts.Count && Starts[i].Date == date; i++)
                counts[Math.Min((Starts[i].Hour * 60 + Starts[i].Minute) / IntervalMinutes, slots - 1)] = Counts[i];
            days.Add(new HistoryDay(date, counts));
        }
        return days;
    }

    private static double[] NotThere(int slots)
    {
        var counts = new double[slots];
        Array.Fill(counts, double.NaN);
        return counts;
    }
}

/// <summary>One day of a history: counts by interval from midnight, NaN where the file has none.</summary>
public sealed record HistoryDay(LocalDate Date, double[] Counts)
{
    public double Total { get; } = Counts.Where(count => !double.IsNaN(count)).Sum();
}
