using Capacity.Numerics;
using Capacity.Numerics.Estimation;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>How those who were not answered try again or change the channel: with what probability, how often, after what delay.</summary>
/// <remarks>
/// First attempts only: later ones may not try again at all once the most attempts are made. Probabilities are cumulative incidences of
/// competing outcomes, since nobody knows of the last ones whether they will. Delays are those of attempts that were watched for the whole
/// window, a mixture of an exponential and a lognormal law; where closed hours hide the moment, only the stretch is used.
/// </remarks>
internal sealed class RedialFit(ContactLog log, QueueHours hours)
{
    private const int LeastRedials = 20;
    private const double SoonSeconds = 300;

    /// <summary>Longest time after which somebody is taken to come again about the same; a third of a short log.</summary>
    private static readonly Duration Longest = Duration.FromDays(5);

    private readonly List<(double Time, int Cause, long Count)> _returns = [];
    private readonly List<(double From, double Until)> _delays = [];
    private readonly Dictionary<int, (long Lost, long Again)> _byAttempt = [];
    private readonly Duration _window = Duration.Min(Longest, log.Contacts.Count == 0 ? Longest : (log.End - log.Contacts[0].Offered) / 3);

    /// <summary>Looks at a contact that was not answered.</summary>
    public void Add(int number)
    {
        var contact = log.Contacts[number];
        var followed = log.End - contact.WaitEnd;
        if (followed <= Duration.Zero)
            return;
        var next = log.NextOf(number) is { } found && found.Contact.Offered - contact.WaitEnd <= _window ? found : ((LoggedContact Contact, LoggedOrigin Why)?)null;
        var attempt = log.AttemptOf(number);
        if (followed >= _window)
        {
            var (lost, again) = _byAttempt.GetValueOrDefault(attempt);
            _byAttempt[attempt] = (lost + 1, again + (next?.Why == LoggedOrigin.Redial ? 1 : 0));
        }
        if (attempt != 1)
            return;
        var cause = next?.Why switch { LoggedOrigin.Redial => 1, LoggedOrigin.ChannelChange => 2, _ => 0 };
        _returns.Add((Math.Max(0, ((next?.Contact.Offered ?? Instant.Min(log.End, contact.WaitEnd + _window)) - contact.WaitEnd).TotalSeconds), cause, 1));
        if (cause == 1 && followed >= _window)
            Delay(contact.WaitEnd, next!.Value.Contact.Offered);
    }

    /// <summary>Null where nobody was lost, or contacts of one person cannot be told.</summary>
    public RedialEstimate? Estimate()
    {
        if (!log.HasPersons || _returns.Count == 0)
            return null;
        var delay = Delays();
        return new RedialEstimate
        {
            Lost = _returns.Count,
            Probability = CumulativeIncidence.Of(_returns, 1).At(_window.TotalSeconds),
            ChannelChange = CumulativeIncidence.Of(_returns, 2).At(_window.TotalSeconds),
            MaximumAttempts = MostAttempts(),
            FastShare = delay?.Probability(p => Share(p[0])),
            FastMeanSeconds = delay?.Positive(p => Math.Exp(p[1])),
            SlowMedianSeconds = delay?.Positive(p => Math.Exp(p[2])),
            SlowSigma = delay?.Positive(p => Math.Exp(p[3])),
        };
    }

    private void Delay(Instant from, Instant came)
    {
        var (first, last) = hours.Blurred(from, came) ?? (came, came);
        _delays.Add((Math.Max(0.05, (first - from).TotalSeconds), Math.Max(0.05, (last - from).TotalSeconds)));
    }

    /// <summary>The attempt after which nobody came again although, with the others' probability, somebody would have (5 %).</summary>
    private int? MostAttempts()
    {
        var usual = _byAttempt.GetValueOrDefault(1);
        if (usual.Again == 0)
            return null;
        return _byAttempt.Where(pair => pair.Value.Again == 0 && Math.Pow(1 - (double)usual.Again / usual.Lost, pair.Value.Lost) < 0.05)
            .Select(pair => (int?)pair.Key).Min();
    }

    private LikelihoodFit? Delays()
    {
        if (_delays.Count < LeastRedials)
            return null;
        double[] exact = [.. _delays.Where(delay => delay.Until - delay.From < 0.1).Select(delay => delay.From).Order()];
        var (soon, late) = (exact.Where(delay => delay < SoonSeconds).ToList(), exact.Where(delay => delay >= SoonSeconds).ToList());
        if (soon.Count < 5 || late.Count < 5)
            return null;
        return LikelihoodFit.Maximize(
            Height, Math.Log((soon.Count + 1.0) / (late.Count + 1)), Math.Log(soon.Average()), Math.Log(Statistics.MedianOfSorted(late)), 0);
    }

    /// <summary>Log likelihood of log odds of the fast share, log of its mean, log of the slow median and of its σ.</summary>
    private double Height(double[] p)
    {
        var (share, mean, sigma, sum) = (Share(p[0]), KernelMath.Exp(p[1]), KernelMath.Exp(p[3]), 0.0);
        foreach (var (from, until) in _delays)
        {
            var z = (KernelMath.Log(from) - p[2]) / sigma;
            if (until - from < 0.1)
                sum += KernelMath.Log(share / mean * KernelMath.Exp(-from / mean) + (1 - share) * NormalLaw.Density(z) / (sigma * from) + 1e-300);
            else
                sum += KernelMath.Log(
                    share * (KernelMath.Exp(-from / mean) - KernelMath.Exp(-until / mean))
                    + (1 - share) * (NormalLaw.Tail(z) - NormalLaw.Tail((KernelMath.Log(until) - p[2]) / sigma)) + 1e-300);
        }
        return sum;
    }

    private static double Share(double odds) => 1 / (1 + KernelMath.Exp(-odds));
}

/// <summary>What customers of a queue do who were not answered.</summary>
public sealed record RedialEstimate
{
    /// <summary>First attempts that were not answered.</summary>
    public required long Lost { get; init; }

    /// <summary>Share (0–1) of them that tries again, and that changes the channel.</summary>
    public required IntervalEstimate Probability { get; init; }
    public required IntervalEstimate ChannelChange { get; init; }

    /// <summary>Most attempts of one person; absent where the log shows no end.</summary>
    public required int? MaximumAttempts { get; init; }

    /// <summary>Delay: share of fast redials, their mean, median of the others and σ of its logarithm; absent where there are too few.</summary>
    public required IntervalEstimate? FastShare { get; init; }
    public required IntervalEstimate? FastMeanSeconds { get; init; }
    public required IntervalEstimate? SlowMedianSeconds { get; init; }
    public required IntervalEstimate? SlowSigma { get; init; }
}
