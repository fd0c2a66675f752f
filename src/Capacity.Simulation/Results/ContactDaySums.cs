using Capacity.Domain.Kpis;
using Capacity.Simulation.Contacts;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Results;

/// <summary>Contacts of one queue, or of all, in one replication by day.</summary>
internal sealed class ContactDaySums(int days) : DaySums(days, (int)ContactField.Count)
{
    static readonly Kpi[] s_kpis = [.. ContactKpis.All];
    static readonly string[] s_names = [.. ContactKpis.All.Select(kpi => kpi.Name)];

    public override IReadOnlyList<string> Names => s_names;

    public override void Append(ReadOnlySpan<long> later, Span<long> stretch)
    {
        stretch[(int)BacklogAtEnd..].Clear();
        base.Append(later, stretch);
    }

    public override void Values(ReadOnlySpan<long> sums, Span<double> values)
    {
        var tally = ToTally(sums);
        for (var kpi = 0; kpi < s_kpis.Length; kpi++)
            values[kpi] = s_kpis[kpi].Of(tally);
    }

    /// <summary>The tally of a stretch of days.</summary>
    public ContactTally Tally(int firstDay, int days)
    {
        Span<long> sums = stackalloc long[(int)ContactField.Count];
        for (var day = firstDay; day < firstDay + days; day++)
            Append(Day(day), sums);
        return ToTally(sums);
    }

    /// <summary>The pooled tally of any days in order.</summary>
    public ContactTally Tally(ReadOnlySpan<int> days)
    {
        Span<long> sums = stackalloc long[(int)ContactField.Count];
        foreach (var day in days)
            Append(Day(day), sums);
        return ToTally(sums);
    }

    public static ContactTally ToTally(ReadOnlySpan<long> sums) => new()
    {
        Fresh = sums[(int)Fresh],
        Released = sums[(int)Released],
        Obligations = sums[(int)Obligations],
        Redials = sums[(int)Redials],
        Recontacts = sums[(int)Recontacts],
        Chasers = sums[(int)Chasers],
        SelfServiceReturns = sums[(int)SelfServiceReturns],
        ChannelChanges = sums[(int)ChannelChanges],
        Transfers = sums[(int)Transfers],
        Escalations = sums[(int)Escalations],
        Offered = sums[(int)Offered],
        Persons = sums[(int)Persons],
        PersonsAnswered = sums[(int)PersonsAnswered],
        Answered = sums[(int)Answered],
        Abandoned = sums[(int)Abandoned],
        Blocked = sums[(int)Blocked],
        TransferredOut = sums[(int)TransferredOut],
        AnsweredWithinTarget = sums[(int)AnsweredWithinTarget],
        AbandonedWithinTarget = sums[(int)AbandonedWithinTarget],
        ShortAbandons = sums[(int)ShortAbandons],
        FailedCalls = sums[(int)FailedCalls],
        TimedOut = sums[(int)TimedOut],
        Resolved = sums[(int)Resolved],
        Hard = sums[(int)Hard],
        LossEuros = sums[(int)LossCents] / 100.0,
        WaitOfAnswered = sums[(int)WaitOfAnsweredMs] / 1000.0,
        WaitOfAll = sums[(int)WaitOfAllMs] / 1000.0,
        HandleSeconds = sums[(int)HandleMs] / 1000.0,
        BacklogAtEnd = sums[(int)BacklogAtEnd],
        OverdueAtEnd = sums[(int)OverdueAtEnd],
        BacklogAgeSeconds = sums[(int)BacklogAgeSeconds],
    };
}
