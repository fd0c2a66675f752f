using Capacity.Domain.Networks;
using Capacity.Simulation.Models;
using NodaTime;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Models;

/// <summary>Opening hours on the elapsed clock of two weeks from Monday, 1 June 2020, in Paris.</summary>
public sealed class OpenSpansTests
{
    const double Hour = 3600;
    const double Day = 24 * Hour;

    /// <summary>Two stretches on weekdays, one on Saturday evening until the day's end; one Wednesday closed.</summary>
    static readonly OpeningHours s_shop = new()
    {
        Periods =
        [
            .. Enumerable.Range(1, 5).SelectMany(day => (OpenPeriod[])[Period((IsoDayOfWeek)day, 9, 12), Period((IsoDayOfWeek)day, 13, 17)]),
            Period(IsoDayOfWeek.Saturday, 20, 0),
        ],
        ClosedDates = [new LocalDate(2020, 6, 3)],
    };

    static OpenPeriod Period(IsoDayOfWeek day, int from, int until) => new() { Day = day, From = new LocalTime(from, 0), Until = new LocalTime(until, 0) };

    static OpenSpans Of(OpeningHours hours)
    {
        var timeline = SimulationModel.Compile(
            Scenario(2, [Voice("calls", 300, 180)], [Team("team", 10, Skill("calls"))], Baseline("calls", 100))).Timeline;
        return OpenSpans.Of(hours, "Europe/Paris", timeline);
    }

    /// <summary>Edges of spans and days, a little before and after each, and moments in between.</summary>
    static IEnumerable<double> Moments(OpenSpans spans)
    {
        var random = new Random(20200601);
        var edges = Enumerable.Range(0, spans.Count).SelectMany(span => (double[])[spans[span].From, spans[span].Until])
            .Concat(Enumerable.Range(-9, 40).Select(day => day * Day));
        return edges.SelectMany(edge => (double[])[Math.BitDecrement(edge), edge, Math.BitIncrement(edge)])
            .Concat(Enumerable.Range(0, 500).Select(_ => Day * (40 * random.NextDouble() - 10)));
    }

    [Fact]
    public void Reach_from_a_week_before_the_start_to_a_week_after_the_end_without_the_closed_date()
    {
        var spans = Of(s_shop);
        spans[0].ShouldBe((-7 * Day + 9 * Hour, -7 * Day + 12 * Hour));
        spans[spans.Count - 1].Until.ShouldBeGreaterThan(20 * Day);
        spans.OpenSecondsBetween(Day, 2 * Day).ShouldBe(7 * Hour);
        spans.OpenSecondsBetween(2 * Day, 3 * Day).ShouldBe(0);
        spans.OpenSecondsBetween(5 * Day, 6 * Day).ShouldBe(4 * Hour);
    }

    [Fact]
    public void Stretches_that_touch_are_one()
    {
        Of(Always).Count.ShouldBe(1);
        var halves = Of(new OpeningHours { Periods = [Period(IsoDayOfWeek.Monday, 9, 12), Period(IsoDayOfWeek.Monday, 12, 17)] });
        halves[1].ShouldBe((9 * Hour, 17 * Hour));
    }

    [Fact]
    public void Include_their_beginning_and_not_their_end()
    {
        var spans = Of(s_shop);
        (spans.IsOpen(Math.BitDecrement(9 * Hour)), spans.IsOpen(9 * Hour)).ShouldBe((false, true));
        (spans.IsOpen(Math.BitDecrement(12 * Hour)), spans.IsOpen(12 * Hour)).ShouldBe((true, false));
    }

    [Fact]
    public void The_span_that_ends_after_a_moment_is_the_one_found_by_looking_at_all()
    {
        var spans = Of(s_shop);
        foreach (var moment in Moments(spans))
            spans.SpanEndingAfter(moment).ShouldBe(Enumerable.Range(0, spans.Count).Count(span => spans[span].Until <= moment), $"at {moment:R}");
    }

    [Fact]
    public void Open_seconds_before_a_moment_are_those_of_all_spans_up_to_it()
    {
        var spans = Of(s_shop);
        foreach (var moment in Moments(spans))
            spans.OpenSecondsBefore(moment).ShouldBe(
                Enumerable.Range(0, spans.Count).Sum(span => Math.Clamp(moment - spans[span].From, 0, spans[span].Until - spans[span].From)), 1e-6);
    }

    [Fact]
    public void The_moment_after_so_many_open_seconds_has_so_many_between()
    {
        var spans = Of(s_shop);
        foreach (var (number, from) in Moments(spans).Where(moment => moment < 5 * Day).Index())
        {
            var wanted = 40.0 * number + 1;
            var reached = spans.AfterOpenSeconds(from, wanted);
            spans.OpenSecondsBetween(from, reached).ShouldBe(wanted, 1e-5, $"from {from:R}");
            spans.OpenSecondsBetween(from, reached - 0.5).ShouldBe(wanted - 0.5, 1e-5, $"{reached:R} is the first such moment");
        }
    }

    [Theory]
    [InlineData(11, 2, 14)]
    [InlineData(16, 2, 24 + 10)]
    [InlineData(20, 1, 24 + 10)]
    [InlineData(24 + 16, 1, 24 + 17)]
    [InlineData(24 + 16, 2, 3 * 24 + 10)]
    public void Work_waits_through_lunch_night_and_closed_days(double from, double hours, double until) =>
        Of(s_shop).AfterOpenSeconds(from * Hour, hours * Hour).ShouldBe(until * Hour, 1e-6);

    [Fact]
    public void More_open_seconds_than_there_are_are_never_over() =>
        Of(s_shop).AfterOpenSeconds(0, 1000 * Hour).ShouldBe(double.PositiveInfinity);

    [Theory]
    [InlineData(10, 0.5, 10)]
    [InlineData(7, 0.5, 10)]
    [InlineData(12, 0.25, 13.5)]
    public void Who_comes_while_it_is_closed_comes_in_the_first_two_hours_of_the_next_span(double meant, double place, double comes) =>
        Of(s_shop).NextOpenMoment(meant * Hour, place).ShouldBe(comes * Hour, 1e-6);

    [Fact]
    public void A_short_span_spreads_those_who_waited_for_it_over_itself() =>
        Of(new OpeningHours { Periods = [Period(IsoDayOfWeek.Tuesday, 9, 10)] }).NextOpenMoment(0, 0.5).ShouldBe(Day + 9.5 * Hour);

    [Fact]
    public void What_never_opens_has_no_span_no_seconds_and_no_moment()
    {
        var spans = Of(new OpeningHours());
        (spans.Count, spans.IsOpen(0), spans.OpenSecondsBefore(Day)).ShouldBe((0, false, 0));
        spans.NextOpenMoment(0, 0.5).ShouldBe(double.PositiveInfinity);
        spans.AfterOpenSeconds(0, 1).ShouldBe(double.PositiveInfinity);
    }
}
