namespace Capacity.Forecasting.Calibration;

/// <summary>Waits of one queue, to half a percent: those that patience ended, and those of which it is only known that it lasted longer.</summary>
public sealed class CensoredWaits
{
    /// <summary>Steps of the logarithm of one second more than the wait: what is together in one is told apart by nothing that matters.</summary>
    private const double Steps = 200;

    private readonly SortedDictionary<int, (long Ended, long Censored)> _groups = [];

    /// <summary>Callers who gave up at once although nobody was free.</summary>
    public long Balked { get; private set; }

    /// <summary>Waits that patience ended, and the others.</summary>
    public long Ended { get; private set; }
    public long Censored { get; private set; }

    /// <summary>Seconds waited in all.</summary>
    public double Exposure { get; private set; }

    /// <summary>Sum of the waits that patience ended.</summary>
    public double EndedSeconds { get; private set; }

    /// <summary>Callers who found nobody free.</summary>
    public long Delayed => Balked + Ended + Censored;

    internal IReadOnlyList<(double Wait, long Ended, long Censored)> Groups =>
        [.. _groups.Select(group => (Math.Exp(group.Key / Steps) - 1, group.Value.Ended, group.Value.Censored))];

    /// <summary>Adds a wait; one of zero that was not given up tells nothing.</summary>
    /// <param name="seconds">The wait.</param>
    /// <param name="gaveUp">Whether patience ended it; else it was answered, moved on, cut off by closing or by the end of the log.</param>
    public void Add(double seconds, bool gaveUp)
    {
        if (seconds <= 0)
        {
            Balked += gaveUp ? 1 : 0;
            return;
        }
        var key = Math.Max(1, (int)Math.Round(Steps * Math.Log(1 + seconds)));
        var (ended, censored) = _groups.GetValueOrDefault(key);
        _groups[key] = gaveUp ? (ended + 1, censored) : (ended, censored + 1);
        Exposure += seconds;
        Ended += gaveUp ? 1 : 0;
        Censored += gaveUp ? 0 : 1;
        EndedSeconds += gaveUp ? seconds : 0;
    }
}
