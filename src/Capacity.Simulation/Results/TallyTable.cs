using Capacity.Domain.Kpis;
using Capacity.Simulation.Contacts;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Results;

/// <summary>Sums of one queue, or of all, by replication, day and field, with the tallies that KPIs are computed from.</summary>
internal sealed class TallyTable
{
    readonly long[][] _sums;

    public TallyTable(int replications, int days)
    {
        Days = days;
        _sums = [.. Enumerable.Range(0, replications).Select(_ => new long[days * (int)ContactField.Count])];
    }

    public int Days { get; }

    public int Replications => _sums.Length;

    public void Add(int replication, byte[] packed) => PackedSums.AddTo(packed, _sums[replication]);

    public void Add(TallyTable other)
    {
        for (var replication = 0; replication < _sums.Length; replication++)
            for (var i = 0; i < _sums[replication].Length; i++)
                _sums[replication][i] += other._sums[replication][i];
    }

    /// <summary>The tally of a stretch of days; what lies open is that of its last day.</summary>
    public ContactTally Tally(int replication, int firstDay, int days)
    {
        Span<long> sums = stackalloc long[(int)ContactField.Count];
        AddDays(replication, firstDay, days, sums);
        return ToTally(sums);
    }

    /// <summary>The pooled tally of any days in order.</summary>
    public ContactTally Tally(int replication, ReadOnlySpan<int> days)
    {
        Span<long> sums = stackalloc long[(int)ContactField.Count];
        foreach (var day in days)
            AddDays(replication, day, 1, sums);
        return ToTally(sums);
    }

    void AddDays(int replication, int firstDay, int days, Span<long> sums)
    {
        for (var day = firstDay; day < firstDay + days; day++)
        {
            sums[(int)BacklogAtEnd..].Clear();
            var row = _sums[replication].AsSpan(day * sums.Length, sums.Length);
            for (var field = 0; field < row.Length; field++)
                sums[field] += row[field];
        }
    }

    static ContactTally ToTally(ReadOnlySpan<long> sums) => new()
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
