using Capacity.Domain.Kpis;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;
using static Capacity.Simulation.Contacts.ContactField;

namespace Capacity.Simulation.Records;

/// <summary>What contacts are told apart by.</summary>
public enum BreakdownSubject
{
    Queue,

    /// <summary>The team that answered: who was not answered has none.</summary>
    Team,
    Reason,
}

/// <summary>Stretches of time: a contact belongs to the one in which it was offered, what lies open to each at whose end it does.</summary>
public enum BreakdownPeriod
{
    Interval,
    Day,
    Week,
}

/// <summary>Every KPI by queue, team or reason, and by interval, day or week, over replications.</summary>
/// <remarks>
/// KPIs are ratios of sums, and quantiles of ages and waits, over all replications; counts are means per replication. Agents' time belongs to the period
/// in which it passed. <see cref="WhyNot"/> says which KPI has no meaning where.
/// </remarks>
public sealed class ContactBreakdown : IContactSink
{
    /// <summary>Moments are sums and differences of others: what ends at a period's very end still lay open there.</summary>
    const double Rounding = 1e-6;

    static readonly Kpi[] s_unanswered =
    [
        ContactKpis.Abandoned, ContactKpis.Blocked, ContactKpis.MovedOn, ContactKpis.FailedCalls, ContactKpis.AbandonmentRate, ContactKpis.Backlog,
        ContactKpis.BacklogAge, ContactKpis.BacklogAgeP10, ContactKpis.BacklogAgeP50, ContactKpis.BacklogAgeP90, ContactKpis.OverdueShare,
        ContactKpis.Loss,
    ];

    static readonly string[] s_paid = [TeamKpiNames.PaidHours, TeamKpiNames.OvertimeHours, TeamKpiNames.Cost];

    readonly SimulationModel _model;
    readonly BreakdownSubject _subject;
    readonly BreakdownPeriod _period;
    readonly double[] _ends;
    readonly Dictionary<(int Period, int Subject), Cell> _cells = [];
    readonly Kpi[] _kpis;
    readonly AgentDaySums[] _teams;
    int _replications;

    public ContactBreakdown(SimulationModel model, BreakdownSubject subject, BreakdownPeriod period)
    {
        (_model, _subject, _period) = (model, subject, period);
        var timeline = model.Timeline;
        _ends = period switch
        {
            BreakdownPeriod.Interval => [.. Enumerable.Range(1, timeline.IntervalsOfWeek(timeline.Weeks - 1).End).Select(timeline.StartOf)],
            BreakdownPeriod.Day => [.. Enumerable.Range(1, timeline.Days).Select(timeline.StartOfDay)],
            _ => [.. Enumerable.Range(1, timeline.Weeks).Select(week => timeline.StartOfDay(7 * week))],
        };
        _kpis = [.. ContactKpis.All.Where(kpi => WhyNot(kpi.Name, subject) is null)];
        _teams = subject == BreakdownSubject.Team ? AgentDaySums.OfTeams(model) : [];
        Names = [.. _kpis.Select(kpi => kpi.Name), .. _teams.Take(1).SelectMany(team => team.Names).Except(s_paid)];
    }

    /// <summary>Published names of the KPIs, in the order of a row's values.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Why a KPI has no meaning by a subject, or is found elsewhere; null where a breakdown has it.</summary>
    /// <param name="kpi">Published name of a KPI of contacts or of agents' time.</param>
    /// <param name="subject">What contacts are told apart by.</param>
    public static string? WhyNot(string kpi, BreakdownSubject subject)
    {
        var isOfContacts = ContactKpis.All.Any(one => one.Name == kpi);
        return subject switch
        {
            BreakdownSubject.Team when Array.Exists(s_paid, name => name == kpi) => "People are paid by the day: the result has it by day and week.",
            BreakdownSubject.Team when Array.Exists(s_unanswered, one => one.Name == kpi) => "Who has not been answered belongs to no team.",
            BreakdownSubject.Queue or BreakdownSubject.Reason when !isOfContacts => "An agent works and waits for all queues of the team at once.",
            _ => null,
        };
    }

    void IContactSink.Add(in ContactRecord record)
    {
        if (SubjectOf(record) is >= 0 and var subject)
            CellOf(PeriodAt(record.Offered), subject).Add(record, _model);
        AddOpen(record);
        AddHard(record);
    }

    void IContactSink.AddOpening(in ContactRecord record)
    {
        AddOpen(record);
        AddHard(record);
    }

    void IContactSink.AddTime(int interval, int team, long live, long deferred, long idle, long recovery)
    {
        if (_subject != BreakdownSubject.Team || (live | deferred | idle | recovery) == 0)
            return;
        var time = CellOf(PeriodAt(_model.Timeline.StartOf(interval)), team).Time;
        time[(int)AgentField.LiveMs] += live;
        time[(int)AgentField.DeferredMs] += deferred;
        time[(int)AgentField.WaitingMs] += idle;
        time[(int)AgentField.RecoveryMs] += recovery;
    }

    /// <summary>Closes a replication.</summary>
    internal void Close() => _replications++;

    int SubjectOf(in ContactRecord record) => _subject switch
    {
        BreakdownSubject.Queue => record.Queue,
        BreakdownSubject.Team => record.Team,
        _ => record.Reason,
    };

    int PeriodAt(double moment)
    {
        var interval = _model.Timeline.IntervalAt(moment);
        return _period switch
        {
            BreakdownPeriod.Interval => interval,
            BreakdownPeriod.Day => _model.Timeline.DayOf(interval),
            _ => _model.Timeline.DayOf(interval) / 7,
        };
    }

    Cell CellOf(int period, int subject)
    {
        if (!_cells.TryGetValue((period, subject), out var cell))
            _cells[(period, subject)] = cell = new Cell();
        return cell;
    }

    /// <summary>Counts a contact that waited at the end of every period at which it did.</summary>
    void AddOpen(in ContactRecord record)
    {
        if (_subject == BreakdownSubject.Team || record.Wait <= 0)
            return;
        var queue = _model.Network.Queues[record.Queue];
        var due = queue.IsDeferred ? queue.DueOf(record.Offered) : double.PositiveInfinity;
        var until = record.Offered + record.Wait + Rounding;
        for (var period = PeriodAt(Math.Max(0, record.Offered)); period < _ends.Length && _ends[period] <= until; period++)
            CellOf(period, SubjectOf(record)).AddOpen(_ends[period] - record.Offered, due <= _ends[period]);
    }

    /// <summary>A hard contact counts for the team when it has been served, as in the result.</summary>
    void AddHard(in ContactRecord record)
    {
        var end = record.Offered + record.Wait + record.Handle;
        if (_subject == BreakdownSubject.Team && record.Team >= 0 && record.IsHard && end < _model.Timeline.StartOfDay(_model.Timeline.Days))
            CellOf(PeriodAt(end), record.Team).Time[(int)AgentField.Hard]++;
    }

    /// <summary>Rows by period, then by subject; those without anything to count are left out.</summary>
    public IEnumerable<BreakdownRow> Rows()
    {
        var sums = new long[ContactDaySums.Fields];
        var time = new double[_teams.Length > 0 ? _teams[0].Names.Count : 0];
        foreach (var ((period, subject), cell) in _cells.OrderBy(cell => cell.Key))
        {
            cell.CopyTo(sums);
            var tally = ContactDaySums.ToTally(sums);
            var values = _kpis.Select(kpi => kpi.Denominator is null ? kpi.Of(tally) / _replications : kpi.Of(tally)).ToList();
            if (_subject == BreakdownSubject.Team)
            {
                _teams[subject].Values(cell.Time, time);
                values.AddRange(_teams[subject].Names.Select((name, at) => (name, Value: AgentDaySums.IsCount(at) ? time[at] / _replications : time[at]))
                    .Where(one => !s_paid.Contains(one.name)).Select(one => one.Value));
            }

            yield return new BreakdownRow(subject, period, values);
        }
    }

    /// <summary>The sums of a subject in a period.</summary>
    sealed class Cell
    {
        readonly long[] _sums = new long[(int)Count];
        int[] _ages = [];
        int[] _waits = [];
        long[]? _time;

        public long[] Time => _time ??= new long[(int)AgentField.Count];

        public void CopyTo(long[] row)
        {
            Array.Clear(row);
            _sums.CopyTo(row, 0);
            for (var bin = 0; bin < _ages.Length; bin++)
                row[ContactDaySums.FirstAge + bin] = _ages[bin];
            for (var bin = 0; bin < _waits.Length; bin++)
                row[ContactDaySums.FirstWait + bin] = _waits[bin];
        }

        /// <summary>Counts one in a bin; there are no more bins than needed so far, since cells are many.</summary>
        static void AddTo(ref int[] bins, int bin)
        {
            if (bin >= bins.Length)
                Array.Resize(ref bins, bin + 1);
            bins[bin]++;
        }

        public void AddOpen(double age, bool isOverdue)
        {
            _sums[(int)BacklogAtEnd]++;
            _sums[(int)OverdueAtEnd] += isOverdue ? 1 : 0;
            _sums[(int)BacklogAgeSeconds] += (long)Math.Round(age);
            AddTo(ref _ages, BacklogAges.BinOf(age));
        }

        public void Add(in ContactRecord record, SimulationModel model)
        {
            _sums[(int)record.Origin]++;
            _sums[(int)Offered]++;
            _sums[(int)Persons] += record.CaseContact == 1 ? 1 : 0;
            _sums[(int)LossCents] += (long)Math.Round(100 * record.Loss);
            var queue = model.Network.Queues[record.Queue];
            if (record.CallsInVain > 0)
            {
                _sums[(int)FailedCalls] += record.CallsInVain;
                _sums[(int)HandleMs] += record.CallsInVain * Tallies.Milli(queue.Tries!.SecondsPerTry);
            }

            if (record.Fate is ContactFate.Answered or ContactFate.StillServed)
                AddAnswered(record, queue);
            else
                AddUnanswered(record, queue);
        }

        void AddAnswered(in ContactRecord record, QueueModel queue)
        {
            _sums[(int)Answered]++;
            _sums[(int)PersonsAnswered] += record.IsFirstAnswer ? 1 : 0;
            _sums[(int)WaitOfAnsweredMs] += Tallies.Milli(record.Wait);
            EndWait(record.Wait);
            var inTarget = queue.TargetCountsOpenHours
                ? record.Offered + record.Wait <= queue.DueOf(record.Offered)
                : record.Wait <= queue.TargetSeconds;
            _sums[(int)AnsweredWithinTarget] += inTarget ? 1 : 0;
            if (record.Fate == ContactFate.StillServed)
                return;
            _sums[(int)HandleMs] += Tallies.Milli(record.Handle);
            _sums[(int)Resolved] += record.IsResolved ? 1 : 0;
            _sums[(int)ContactField.Hard] += record.IsHard ? 1 : 0;
            _sums[(int)TimedOut] += record.IsTimedOut ? 1 : 0;
        }

        void EndWait(double wait)
        {
            _sums[(int)WaitOfAllMs] += Tallies.Milli(wait);
            if (wait > 0)
                AddTo(ref _waits, EndedWaits.BinOf(wait));
        }

        void AddUnanswered(in ContactRecord record, QueueModel queue)
        {
            if (record.Fate == ContactFate.StillWaiting)
                return;
            switch (record.Fate)
            {
                case ContactFate.Blocked:
                    _sums[(int)Blocked]++;
                    break;
                case ContactFate.MovedOn:
                    _sums[(int)TransferredOut]++;
                    _sums[(int)WaitOfAllMs] += Tallies.Milli(record.Wait);
                    break;
                default:
                    _sums[(int)Abandoned]++;
                    EndWait(record.Wait);
                    _sums[(int)AbandonedWithinTarget] += !queue.IsDeferred && record.Wait <= queue.TargetSeconds ? 1 : 0;
                    _sums[(int)ShortAbandons] += !queue.IsDeferred && record.Wait < queue.ShortAbandonSeconds ? 1 : 0;
                    break;
            }
        }
    }
}

/// <summary>KPIs of a subject in a period, in the order of <see cref="ContactBreakdown.Names"/>; NaN where nothing is below the line.</summary>
public sealed record BreakdownRow(int Subject, int Period, IReadOnlyList<double> Values);
