using Capacity.Numerics.Estimation;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>How often one contact settles its case, and how those come back whose case it did not.</summary>
/// <remarks>
/// Where the log says what was resolved, that share is counted, and returns are those of the unresolved. Where it does not, who does not come
/// back within the window counts as resolved, and all others come back. Contacts that were handed on tell nothing.
/// </remarks>
internal sealed class ResolutionFit(ContactLog log, QueueHours hours)
{
    private static readonly Duration Hour = Duration.FromHours(1);

    /// <summary>A week, and a weekend that holds the last ones back.</summary>
    private static readonly Duration Longest = Duration.FromDays(10);

    private readonly Duration _window = Duration.Min(Longest, log.Contacts.Count == 0 ? Longest : (log.End - log.Contacts[0].Offered) / 3);
    private readonly List<(double Time, int Cause, long Count)> _returns = [];
    private long _within, _came;

    /// <summary>Looks at an answered contact whose case was not settled, or of which that is not known.</summary>
    public void Add(int number)
    {
        var contact = log.Contacts[number];
        var followed = log.End - contact.End;
        if (followed <= Duration.Zero)
            return;
        var next = log.NextOf(number) is { } found && found.Contact.Offered - contact.End <= _window ? found : ((LoggedContact Contact, LoggedOrigin Why)?)null;
        var came = next is { Why: LoggedOrigin.Recontact };
        var delay = (next?.Contact.Offered ?? Instant.Min(log.End, contact.End + _window)) - contact.End;
        _returns.Add((Math.Max(0, delay.TotalSeconds), came ? 1 : 0, 1));
        if (!came || followed < _window || !hours.StaysOpen(contact.End, Hour))
            return;
        _came++;
        _within += delay <= Hour ? 1 : 0;
    }

    /// <summary>Returns of the contacts seen; null where there were none, or contacts of one person cannot be told.</summary>
    public RecontactEstimate? Estimate(bool knowsResolution) => !log.HasPersons || _returns.Count == 0 ? null : new RecontactEstimate
    {
        Contacts = _returns.Count,
        IsOfUnresolved = knowsResolution,
        Probability = CumulativeIncidence.Of(_returns).At(_window.TotalSeconds),
        WithinHourShare = _came > 0 ? IntervalEstimate.OfShare(_within, _came) : null,
    };
}

/// <summary>How served contacts of a queue come back.</summary>
public sealed record RecontactEstimate
{
    /// <summary>Contacts that could come back.</summary>
    public required long Contacts { get; init; }

    /// <summary>Whether these are the unresolved ones only; else all answered ones, since the log does not say what was resolved.</summary>
    public required bool IsOfUnresolved { get; init; }

    /// <summary>Share (0–1) that comes back.</summary>
    public required IntervalEstimate Probability { get; init; }

    /// <summary>Share (0–1) of returns that come within an hour; absent where there are none.</summary>
    public required IntervalEstimate? WithinHourShare { get; init; }
}

/// <summary>Contacts of a reason: how often one settles the case.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Contacts">Answered contacts that were not handed on.</param>
/// <param name="FirstContactResolution">Share (0–1) that settles the case; what queues and teams multiply is taken out.</param>
/// <param name="FromReturns">The log does not say what was resolved: who did not come back counts.</param>
public sealed record ReasonEstimate(string Reason, long Contacts, IntervalEstimate FirstContactResolution, bool FromReturns);
