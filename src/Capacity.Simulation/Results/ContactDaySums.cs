using Capacity.Domain.Kpis;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Results;

/// <summary>Contacts of one queue, or of all, in one replication by day; a one in the sums stands for a contact or a part of one.</summary>
/// <remarks>
/// A day's row has the fields and then, where the engine counts them, the open cases by bin of age, which like the backlog are those of a
/// stretch's last day, and the waits by bin.
/// </remarks>
internal sealed class ContactDaySums(int days, EngineKind engine) : DaySums(days, LengthOf(engine))
{
    /// <summary>Where a row has its open cases by age, and its waits.</summary>
    public const int FirstAge = (int)Count;
    public const int FirstWait = FirstAge + BacklogAges.Bins;

    /// <summary>Length of a day's row with open cases by age and waits.</summary>
    public const int Fields = FirstWait + EndedWaits.Bins;

    static readonly Kpi[] s_kpis = [.. ContactKpis.All];
    static readonly string[] s_names = [.. ContactKpis.All.Select(kpi => kpi.Name)];

    /// <summary>Length of a day's row of an engine.</summary>
    public static int LengthOf(EngineKind engine) => engine.CountsTimes ? Fields : (int)Count;

    public override IReadOnlyList<string> Names => s_names;

    public override bool IsShare(int kpi) => s_kpis[kpi].IsShare;

    public override void Append(ReadOnlySpan<long> later, Span<long> stretch)
    {
        base.Append(later[..(int)BacklogAtEnd], stretch);
        if (!engine.CountsTimes)
        {
            later[(int)BacklogAtEnd..].CopyTo(stretch[(int)BacklogAtEnd..]);
            return;
        }

        later[(int)BacklogAtEnd..FirstWait].CopyTo(stretch[(int)BacklogAtEnd..]);
        base.Append(later[FirstWait..], stretch[FirstWait..]);
    }

    public override void Values(ReadOnlySpan<long> sums, Span<double> values)
    {
        var tally = ToTally(sums, engine.Unit);
        for (var kpi = 0; kpi < s_kpis.Length; kpi++)
            values[kpi] = s_kpis[kpi].Of(tally);
    }

    /// <summary>The tally of a stretch of days.</summary>
    public ContactTally Tally(int firstDay, int days)
    {
        Span<long> sums = stackalloc long[LengthOf(engine)];
        for (var day = firstDay; day < firstDay + days; day++)
            Append(Day(day), sums);
        return ToTally(sums, engine.Unit);
    }

    /// <summary>The pooled tally of any days in order, without what lies open and without quantiles.</summary>
    public ContactTally Tally(ReadOnlySpan<int> days)
    {
        Span<long> sums = stackalloc long[(int)Count];
        foreach (var day in days)
            base.Append(Day(day)[..(int)BacklogAtEnd], sums);
        return ToTally(sums, engine.Unit);
    }

    /// <summary>The tally of a row's fields, and of its open cases by age and its waits where the row has them.</summary>
    public static ContactTally ToTally(ReadOnlySpan<long> sums, double unit = 1) => ToTally(sums, unit, AgeDeciles(sums), LongWait(sums));

    static ContactTally ToTally(ReadOnlySpan<long> sums, double unit, (double P10, double P50, double P90) ages, double longWait) => new()
    {
        Fresh = sums[(int)Fresh] * unit,
        Released = sums[(int)Released] * unit,
        Obligations = sums[(int)Obligations] * unit,
        Redials = sums[(int)Redials] * unit,
        Recontacts = sums[(int)Recontacts] * unit,
        Chasers = sums[(int)Chasers] * unit,
        SelfServiceReturns = sums[(int)SelfServiceReturns] * unit,
        ChannelChanges = sums[(int)ChannelChanges] * unit,
        Transfers = sums[(int)Transfers] * unit,
        Escalations = sums[(int)Escalations] * unit,
        Offered = sums[(int)Offered] * unit,
        Persons = sums[(int)Persons] * unit,
        PersonsAnswered = sums[(int)PersonsAnswered] * unit,
        Answered = sums[(int)Answered] * unit,
        Abandoned = sums[(int)Abandoned] * unit,
        Blocked = sums[(int)Blocked] * unit,
        TransferredOut = sums[(int)TransferredOut] * unit,
        AnsweredWithinTarget = sums[(int)AnsweredWithinTarget] * unit,
        AbandonedWithinTarget = sums[(int)AbandonedWithinTarget] * unit,
        ShortAbandons = sums[(int)ShortAbandons] * unit,
        FailedCalls = sums[(int)FailedCalls] * unit,
        TimedOut = sums[(int)TimedOut] * unit,
        Resolved = sums[(int)Resolved] * unit,
        Hard = sums[(int)Hard] * unit,
        LossEuros = sums[(int)LossCents] * unit / 100.0,
        WaitOfAnswered = sums[(int)WaitOfAnsweredMs] * unit / 1000.0,
        WaitOfAll = sums[(int)WaitOfAllMs] * unit / 1000.0,
        WaitP95 = longWait,
        HandleSeconds = sums[(int)HandleMs] * unit / 1000.0,
        BacklogAtEnd = sums[(int)BacklogAtEnd] * unit,
        OverdueAtEnd = sums[(int)OverdueAtEnd] * unit,
        BacklogAgeSeconds = sums[(int)BacklogAgeSeconds] * unit,
        BacklogAgeP10 = ages.P10,
        BacklogAgeP50 = ages.P50,
        BacklogAgeP90 = ages.P90,
    };

    static (double P10, double P50, double P90) AgeDeciles(ReadOnlySpan<long> sums)
    {
        if (sums[(int)BacklogAtEnd] <= 0 || sums.Length <= FirstAge)
            return (double.NaN, double.NaN, double.NaN);
        Span<double> ages = stackalloc double[3];
        BacklogAges.Quantiles(sums[FirstAge..FirstWait], [0.1, 0.5, 0.9], ages);
        return (ages[0], ages[1], ages[2]);
    }

    static double LongWait(ReadOnlySpan<long> sums) => sums.Length > FirstWait
        ? EndedWaits.Quantile(sums[FirstWait..], sums[(int)Answered] + sums[(int)Abandoned], 0.95)
        : double.NaN;
}
