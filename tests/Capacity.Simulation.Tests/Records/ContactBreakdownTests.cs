using Capacity.Domain.Kpis;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Tests.Records;

/// <summary>KPIs by queue, team and reason, and by interval, day and week, on networks drawn at random with every flow on.</summary>
public sealed class ContactBreakdownTests
{
    public static TheoryData<int> Numbers => [0, 3, 6, 9];

    public static TheoryData<BreakdownSubject, BreakdownPeriod> Axes =>
    [
        .. from subject in Enum.GetValues<BreakdownSubject>() from period in Enum.GetValues<BreakdownPeriod>()
           select new TheoryDataRow<BreakdownSubject, BreakdownPeriod>(subject, period),
    ];

    static readonly string[] s_agentKpis =
        [.. AgentDaySums.OfTeams(SimulationModel.Compile(RandomCenter.Of(0)))[0].Names];

    /// <summary>Number 3 begins with more open cases than its first days settle.</summary>
    static Scenario Center(int number) => number == 3
        ? RandomCenter.Of(3) with { OpeningBacklogs = [new() { Queue = "files", Cases = 2000, OldestDays = 8 }] }
        : RandomCenter.Of(number);

    static (SimulationModel Model, BreakdownRow[] Rows, List<string> Names) Break(int number, BreakdownSubject subject, BreakdownPeriod period)
    {
        var model = SimulationModel.Compile(Center(number));
        var breakdown = new ContactBreakdown(model, subject, period);
        ContactRecording.Run(model, 3, number, [breakdown], TestContext.Current.CancellationToken);
        return (model, [.. breakdown.Rows()], [.. breakdown.Names]);
    }

    static ReplicationRecord Replication(SimulationModel model, int number) =>
        ContactEngine.Run(model, 3, number, 1, TestContext.Current.CancellationToken).Replications[0];

    static void Compare(IReadOnlyList<string> names, BreakdownRow? row, IReadOnlyList<string> of, double[] expected, string where)
    {
        for (var kpi = 0; kpi < of.Count; kpi++)
        {
            if (!names.Contains(of[kpi]))
                continue;
            var value = row?.Values[names.ToList().IndexOf(of[kpi])] ?? 0;
            // Ages are rounded to seconds one by one, and handle times to milliseconds.
            var tolerance = of[kpi] == ContactKpis.BacklogAge.Name ? 0.5 : 1e-3;
            (value.Equals(expected[kpi]) || Math.Abs(value - expected[kpi]) <= tolerance || (row is null && double.IsNaN(expected[kpi])))
                .ShouldBeTrue($"{where}, {of[kpi]}: {value}, result {expected[kpi]}");
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_KPI_of_a_queue_is_that_of_the_result(int number)
    {
        var (model, days, names) = Break(number, BreakdownSubject.Queue, BreakdownPeriod.Day);
        var weeks = Break(number, BreakdownSubject.Queue, BreakdownPeriod.Week).Rows;
        var replication = Replication(model, number);
        var sums = new ContactDaySums(model.Timeline.Days, EngineKind.Contact);
        names.Count.ShouldBe(ContactKpis.All.Count);
        for (var queue = 0; queue < model.Network.Queues.Length; queue++)
        {
            sums.Read(replication.Queues[queue]);
            for (var day = 0; day < model.Timeline.Days; day++)
                Compare(names, days.SingleOrDefault(row => row.Subject == queue && row.Period == day), sums.Names, sums.Values(day, 1), $"queue {queue}, day {day}");
            Compare(names, weeks.Single(row => row.Subject == queue && row.Period == 0), sums.Names, sums.Values(0, 7), $"queue {queue}, week");
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Agents_time_of_a_team_is_that_of_the_result(int number)
    {
        var (model, rows, names) = Break(number, BreakdownSubject.Team, BreakdownPeriod.Day);
        var replication = Replication(model, number);
        var sums = AgentDaySums.OfTeams(model);
        for (var team = 0; team < sums.Length; team++)
        {
            sums[team].Read(replication.Teams[team]);
            for (var day = 0; day < model.Timeline.Days; day++)
                Compare(
                    names, rows.SingleOrDefault(row => row.Subject == team && row.Period == day), sums[team].Names, sums[team].Values(day, 1),
                    $"team {team}, day {day}");
        }
    }

    /// <summary>The table of KPIs by axes: each one is there, or it is said why it has no meaning there.</summary>
    [Theory]
    [MemberData(nameof(Axes))]
    public void Every_KPI_is_on_every_axis_or_it_is_said_why_not(BreakdownSubject subject, BreakdownPeriod period)
    {
        var (_, rows, names) = Break(6, subject, period);
        foreach (var kpi in ContactKpis.All.Select(kpi => kpi.Name).Concat(s_agentKpis))
        {
            var why = ContactBreakdown.WhyNot(kpi, subject);
            names.Contains(kpi).ShouldBe(why is null, $"{kpi}: {why ?? "no reason is given"}");
            why?.Length.ShouldBeGreaterThan(20);
            if (why is null)
                rows.Any(row => double.IsFinite(row.Values[names.IndexOf(kpi)])).ShouldBeTrue($"{kpi} has no value anywhere");
        }
    }

    /// <summary>What is not in the files by day and week is in the result, and so are all queues together.</summary>
    [Fact]
    public void The_result_has_every_KPI_by_day_by_week_and_over_the_horizon()
    {
        var result = Experiment.Run(RandomCenter.Of(6), new ExperimentOptions { Replications = 3 }, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var kpi in ContactKpis.All)
        {
            foreach (var sets in new[] { result.Queues.SelectMany(queue => queue.Days.Select(day => day.Kpis)), result.Queues.SelectMany(queue => queue.Weeks.Select(week => week.Kpis)),
                result.Queues.Select(queue => queue.Total), result.Days.Select(day => day.Kpis), result.WeekTotals.Select(week => week.Kpis), [result.Total] })
                sets.Any(set => set[kpi.Name] is not null).ShouldBeTrue(kpi.Name);
        }

        foreach (var kpi in s_agentKpis)
            foreach (var sets in new[] { result.Teams.SelectMany(team => team.Days.Select(day => day.Kpis)), result.Teams.SelectMany(team => team.Weeks.Select(week => week.Kpis)),
                result.Teams.Select(team => team.Total) })
                sets.Any(set => set[kpi] is not null).ShouldBeTrue(kpi);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(10)]
    public void Origins_sum_to_offered_in_every_interval_and_intervals_to_the_whole(int number)
    {
        Kpi[] origins =
        [
            ContactKpis.Fresh, ContactKpis.Redials, ContactKpis.Recontacts, ContactKpis.Chasers, ContactKpis.SelfServiceReturns,
            ContactKpis.ChannelChanges, ContactKpis.Transfers, ContactKpis.Escalations,
        ];
        var (_, rows, names) = Break(number, BreakdownSubject.Queue, BreakdownPeriod.Interval);
        var days = Break(number, BreakdownSubject.Queue, BreakdownPeriod.Day).Rows;
        double Of(BreakdownRow row, Kpi kpi) => row.Values[names.IndexOf(kpi.Name)];
        double Sum(IEnumerable<BreakdownRow> some, Kpi kpi) => some.Sum(row => Of(row, kpi));

        rows.Length.ShouldBeGreaterThan(100);
        rows.Count(row => Of(row, ContactKpis.Offered) != origins.Sum(origin => Of(row, origin))).ShouldBe(0);
        origins.Append(ContactKpis.Released).Append(ContactKpis.Obligations).Count(origin => Sum(rows, origin) > 0).ShouldBe(10);
        Sum(rows, ContactKpis.Fresh).ShouldBeGreaterThan(Sum(rows, ContactKpis.Released) + Sum(rows, ContactKpis.Obligations));
        foreach (var kpi in new[] { ContactKpis.Offered, ContactKpis.FailedCalls, ContactKpis.PersonsAnswered, ContactKpis.Loss })
            Sum(rows, kpi).ShouldBe(Sum(days, kpi), 1e-6, kpi.Name);
    }

    [Fact]
    public void What_lies_open_at_the_last_interval_of_a_day_lies_open_at_the_end_of_the_day()
    {
        var (model, rows, names) = Break(6, BreakdownSubject.Queue, BreakdownPeriod.Interval);
        var days = Break(6, BreakdownSubject.Queue, BreakdownPeriod.Day).Rows;
        var backlog = names.IndexOf(ContactKpis.Backlog.Name);
        double Open(int queue, int interval) => rows.SingleOrDefault(row => row.Subject == queue && row.Period == interval)?.Values[backlog] ?? 0;
        var perDay = model.Timeline.Intervals / model.Timeline.SimulatedDays;
        for (var queue = 0; queue < model.Network.Queues.Length; queue++)
            for (var day = 0; day < model.Timeline.Days; day++)
                Open(queue, (day + 1) * perDay - 1).ShouldBe(days.SingleOrDefault(row => row.Subject == queue && row.Period == day)?.Values[backlog] ?? 0);
        rows.Where(row => row.Values[backlog] > 0).Select(row => row.Subject).Distinct().Count().ShouldBe(model.Network.Queues.Length, "lines in the day, cases at night");
    }

    [Fact]
    public void Teams_and_reasons_share_the_same_contacts_out()
    {
        var (_, teams, names) = Break(2, BreakdownSubject.Team, BreakdownPeriod.Day);
        var (_, reasons, all) = Break(2, BreakdownSubject.Reason, BreakdownPeriod.Day);
        var (_, queues, _) = Break(2, BreakdownSubject.Queue, BreakdownPeriod.Day);
        double Teams(Kpi kpi) => teams.Sum(row => row.Values[names.IndexOf(kpi.Name)]);
        double Sum(BreakdownRow[] rows, Kpi kpi) => rows.Sum(row => row.Values[all.IndexOf(kpi.Name)]);

        foreach (var kpi in ContactKpis.All.Where(kpi => kpi.Denominator is null))
            Sum(reasons, kpi).ShouldBe(Sum(queues, kpi), 1e-6, kpi.Name);
        Sum(reasons, ContactKpis.Answered).ShouldBe(Teams(ContactKpis.Answered));
        Teams(ContactKpis.Offered).ShouldBe(Teams(ContactKpis.Answered), "who was not answered has no team");
        Teams(ContactKpis.PersonsAnswered).ShouldBe(Sum(queues, ContactKpis.PersonsAnswered));
        reasons.Select(row => row.Subject).Distinct().Count().ShouldBeGreaterThan(1);
        teams.Select(row => row.Subject).Distinct().Count().ShouldBe(3);
    }

    static List<ContactRecord> Record(RecordingOptions? options = null)
    {
        var records = new List<ContactRecord>();
        ContactRecording.Run(SimulationModel.Compile(RandomCenter.Of(5)), 3, 5, options ?? new(), records.Add, TestContext.Current.CancellationToken);
        return records;
    }

    [Fact]
    public void A_sample_has_all_contacts_of_its_persons_and_a_limit_the_first_ones()
    {
        var (all, sample, first) = (Record(), Record(new() { Sample = 0.3 }), Record(new() { Limit = 100 }));

        sample.ShouldBe(all.Where(record => sample.Any(chosen => chosen.Person == record.Person)));
        (sample.DistinctBy(record => record.Person).Count() / (double)all.DistinctBy(record => record.Person).Count()).ShouldBeInRange(0.25, 0.35);
        first.ShouldBe(all.Take(100));
    }
}
