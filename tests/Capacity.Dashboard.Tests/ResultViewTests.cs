using Capacity.Contracts.Queues;
using Capacity.Contracts.Runs;
using Capacity.Dashboard.Charts;
using Capacity.Dashboard.Views;
using Capacity.Domain.Kpis;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Tests;

public class ResultViewTests
{
    private static readonly KeyLocalizer Text = new();

    [Fact]
    public void The_effect_on_a_queue_is_its_heaviest_week_beside_an_ordinary_one()
    {
        QueueEffect effect = QueueEffect.Of(Sample.Scenario, Sample.Result([1, 1, 1, 1], 0.7)).First(one => one.Queue.Id == Sample.Queue.Id);
        effect.PeakWeek.ShouldBe("2020-W12");
        effect.Multiple.ShouldBe(4000 / effect.OrdinaryWeek);
        effect.Level.ShouldBe(Level.Bad);
    }

    [Fact]
    public void The_card_of_occupancy_shows_the_worst_week_where_the_mean_of_the_horizon_looks_well()
    {
        WeekKpis Week(int week, double occupancy) => new() { Week = $"2020-W{12 + week}", Start = Sample.Scenario.Start.PlusWeeks(week), Kpis = Occupancy(occupancy) };
        ScenarioResult result = new() { Teams = [new TeamResult { Team = Sample.Team.Id, Total = Occupancy(0.67), Weeks = [Week(0, 0.7), Week(1, 0.94), Week(2, 0.4)] }] };
        FigureLine card = ResultFigures.Of(Sample.Scenario, result, null, Text).Single(line => line.Label == "CardOccupancy");
        (card.Value, card.Level).ShouldBe((Figures.Percent(0.94), Level.Bad));
        card.Notes[0].ShouldContain(Figures.Day(Sample.Scenario.Start.PlusWeeks(1)));
        card.Notes[1].ShouldContain(Figures.Percent(0.67));
    }

    [Fact]
    public void The_heat_map_has_a_row_for_every_queue_and_a_gap_where_nothing_was_simulated()
    {
        GoalTable table = GoalTable.Of(Sample.Scenario, Sample.Result([0.9, 0.6, 0.2, 1], 0.7), Text);
        table.Rows.Count.ShouldBe(Sample.Scenario.Network.Queues.Count);
        table.Rows[0].Cells.Select(cell => cell?.Level).ShouldBe([HeatLevel.Good, HeatLevel.Uncertain, HeatLevel.Bad, HeatLevel.Good]);
        table.Rows[1].Cells.ShouldAllBe(cell => cell == null);
    }

    [Fact]
    public void Every_figure_of_the_form_is_written_where_it_was_read()
    {
        ScenarioParameters form = new(Text);
        foreach (ScenarioParameter parameter in form.Of(Sample.Scenario))
        {
            double other = Math.Clamp(parameter.Value + 1, parameter.Least, parameter.Most) == parameter.Value ? parameter.Value - 1 : parameter.Value + 1;
            Scenario changed = parameter.Write(Sample.Scenario, other);
            IReadOnlyList<ScenarioParameter> after = form.Of(changed);
            after.Single(one => one.Key == parameter.Key).Value.ShouldBe(other, 1e-9, parameter.Key);
            after.Where(one => one.Key != parameter.Key).Select(one => one.Value)
                .ShouldBe(form.Of(Sample.Scenario).Where(one => one.Key != parameter.Key).Select(one => one.Value));
        }
    }

    [Fact]
    public void The_timeline_stays_inside_the_horizon()
    {
        TimelineModel timeline = new ScenarioTimeline(Sample.Scenario, Text).Build();
        timeline.Lanes.SelectMany(lane => lane.Bars).ShouldAllBe(bar => bar.From >= 0 && bar.Until <= timeline.Days && bar.From <= bar.Until);
        timeline.Lanes.Single(lane => lane.Name == "Furlough").Bars.ShouldNotBeEmpty();
    }

    [Fact]
    public void An_effect_whose_interval_contains_zero_says_so()
    {
        using InCulture _ = new("en-GB");
        EffectWords.Of(new PairedDifference { Kpi = "abandonmentRate", Mean = -0.004, HalfWidth = 0.006 }, Text).ShouldEndWith("(NoDifference)");
        EffectWords.Of(new PairedDifference { Kpi = "serviceLevelOfOffered", Mean = 0.084, HalfWidth = 0.012 }, Text).ShouldEndWith("+\u00a08.4 ± 1.2 pt");
        EffectWords.Of(new PairedDifference { Kpi = "utilization", Mean = 0.065, HalfWidth = 0.0006 }, Text).ShouldEndWith("+\u00a06.5 ± 0.1 pt");
    }

    [Fact]
    public void Actions_come_by_date_with_the_expired_ones_last()
    {
        RecommendedPlan plan = Sample.Plan(
            Sample.Action("expired", Sample.Scenario.AsOf.PlusDays(-3), expired: true), Sample.Action("later", Sample.Scenario.AsOf.PlusDays(9)), Sample.Action("now", Sample.Scenario.AsOf));
        ActionLine.Of(plan).Select(line => (line.Action.Id, line.Level)).ShouldBe([("now", Level.Bad), ("later", Level.Neutral), ("expired", Level.Neutral)]);
    }

    [Fact]
    public void Progress_tells_the_estimate_with_its_error_and_the_time_left()
    {
        using InCulture _ = new("en-GB");
        string words = RunWords.Of(
            new RunProgress { State = RunState.Running, ReplicationsDone = 252, Replications = 400, ContactsSimulated = 41e6, RemainingSeconds = 8, ServiceLevel = 0.816, ServiceLevelHalfWidth = 0.009 }, Text);
        words.ShouldBe("RunReplications(252; 400) · RunContacts(41.0\u00a0M) · RunLeft(8.0\u00a0s) · RunEstimate(81.6\u00a0%; 0.9)");
    }

    [Fact]
    public void An_unreadable_cleaning_report_is_empty_instead_of_a_fault() => CleaningReport.Read("{ not json").Issues.ShouldBeEmpty();

    [Theory]
    [InlineData(6.9 * 86_400, 6.9, "d", "0.0 1.0 2.5 6.9")]
    [InlineData(30 * 86_400, 30, "d", "0 1 5 30")]
    [InlineData(2 * 86_400, 2, "d", "0.0 1.0 2.5 2.0")]
    [InlineData(1.9 * 86_400, 45.6, "h", "0 1 5 46")]
    [InlineData(2 * 3600, 2, "h", "0.0 1.0 2.5 2.0")]
    [InlineData(1.5 * 3600, 90, "min", "0 1 5 90")]
    public void Ages_of_open_cases_are_counted_and_written_in_the_unit_of_the_oldest(double oldest, double top, string unit, string written)
    {
        using InCulture english = new("en");
        ChartModel chart = new ResultCharts(Sample.Scenario, new ScenarioResult(), Text).Ages([Aged(0, oldest / 4), Aged(1, oldest), Aged(2, null)]);

        chart.Series[0].Values.Select(value => value is { } age ? Math.Round(age, 9) : (double?)null).ShouldBe([top / 4, top, null]);
        chart.Series[1].Values[1]!.Value.ShouldBe(top / 2, 1e-9);
        double between = top < 12.5 ? 2.5 : 5;
        new[] { 0, 1, between, top }.Select(chart.Format).ShouldBe(written.Split(' ').Select(number => $"{number}\u00a0{unit}"));
    }

    [Theory]
    [InlineData(90, 90, "45\u00a0s")]
    [InlineData(300, 5, "2.5\u00a0min")]
    public void Waits_are_written_in_the_unit_of_the_longest(double longest, double top, string half)
    {
        using InCulture english = new("en");
        KpiSet waits = new() { Values = new Dictionary<string, Estimate> { [ContactKpis.WaitP95.Name] = new() { Mean = longest }, [ContactKpis.AverageWait.Name] = new() { Mean = longest / 5 } } };
        ChartModel chart = new ResultCharts(Sample.Scenario, new ScenarioResult(), Text).Waits([new DayKpis { Date = Sample.Scenario.Start, Kpis = waits }]);

        chart.Series.Select(series => series.Values[0]).ShouldBe([top, top / 5]);
        chart.Format(top / 2).ShouldBe(half);
    }

    [Fact]
    public void A_live_tile_compares_with_the_plan_of_the_intervals_that_came_in()
    {
        DateTimeOffset now = new(2020, 3, 20, 10, 0, 0, TimeSpan.Zero);
        LiveTile tile = LiveTile.Of(Sample.Queue, Day(now.AddMinutes(-5), (120, 100), (110, 100)), now);
        tile.Deviation!.Value.ShouldBe(0.15, 1e-12);
        tile.Level.ShouldBe(Level.Warn);
        tile.IsStale.ShouldBeFalse();
        LiveTile.Of(Sample.Queue, Day(now.AddHours(-2), (120, 100)), now).IsStale.ShouldBeTrue();
    }

    private static QueueDay Day(DateTimeOffset seen, params (int Offered, double Planned)[] intervals) => new()
    {
        Queue = Sample.Queue.Id,
        Date = "2020-03-20",
        LastSeen = seen,
        Intervals = [.. intervals.Select((one, i) => new LiveInterval { Start = seen.AddMinutes(30 * i), Minutes = 30, Offered = one.Offered, PlannedOffered = one.Planned })],
    };

    private static DayKpis Aged(int day, double? oldest)
    {
        Dictionary<string, Estimate> ages = [];
        if (oldest is { } age) (ages[ContactKpis.BacklogAgeP90.Name], ages[ContactKpis.BacklogAgeP50.Name]) = (new() { Mean = age }, new() { Mean = age / 2 });
        return new DayKpis { Date = Sample.Scenario.Start.PlusDays(day), Kpis = new KpiSet { Values = ages } };
    }

    private static KpiSet Occupancy(double mean) => new() { Values = new Dictionary<string, Estimate> { [TeamKpiNames.Occupancy] = new() { Mean = mean } } };
}
