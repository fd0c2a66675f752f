using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Capacity.Simulation.Contacts;

/// <summary>What is counted of contacts by queue and day; the first ten are the origins, in the order of their enumeration.</summary>
internal enum ContactField
{
    Fresh,
    Released,
    Obligations,
    Redials,
    Recontacts,
    Chasers,
    SelfServiceReturns,
    ChannelChanges,
    Transfers,
    Escalations,
    Offered,
    Persons,
    PersonsAnswered,
    Answered,
    Abandoned,
    Blocked,
    TransferredOut,
    AnsweredWithinTarget,
    AbandonedWithinTarget,
    ShortAbandons,
    FailedCalls,
    TimedOut,
    Resolved,
    Hard,
    LossCents,
    WaitOfAnsweredMs,
    WaitOfAllMs,
    HandleMs,
    BacklogAtEnd,
    OverdueAtEnd,
    BacklogAgeSeconds,
    Count,
}

/// <summary>What is counted of agents by team and day.</summary>
internal enum AgentField
{
    LiveMs,
    DeferredMs,
    WaitingMs,
    RecoveryMs,
    Hard,
    PaidMilliHours,
    OvertimeMilliHours,
    CostCents,
    Count,
}

/// <summary>
/// Whole-number sums by queue or team, day and field, those of a day side by side: a simulation writes to few days at a time. Whole numbers
/// add up to the same total in any order.
/// </summary>
internal sealed class Tallies(int subjects, int days, int fields)
{
    readonly long[] _sums = new long[subjects * days * fields];

    public int Subjects => subjects;
    public int Days => days;
    public int Fields => fields;

    public ReadOnlySpan<long> Values => _sums;

    public void Clear() => Array.Clear(_sums);

    /// <summary>Where the sums of a subject and day begin.</summary>
    public int RowOf(int subject, int day) => (day * subjects + subject) * fields;

    /// <summary>The subject and the day of a row.</summary>
    public (int Subject, int Day) OwnerOf(int row) => (row / fields % subjects, row / fields / subjects);

    /// <summary>The sums of a subject and day.</summary>
    public Row Of(int subject, int day) => new(ref _sums[RowOf(subject, day)]);

    /// <summary>The sums that begin at a place that <see cref="RowOf"/> gave.</summary>
    public Row this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_sums), row));
    }

    /// <summary>Sums by field: the row was looked up with care, its fields are not.</summary>
    public readonly ref struct Row(ref long first)
    {
        readonly ref long _first = ref first;

        public ref long this[int field]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => ref Unsafe.Add(ref _first, field);
        }
    }

    public static long Milli(double seconds) => double.ConvertToIntegerNative<long>(Math.Round(seconds * 1000));
}
