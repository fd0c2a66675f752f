using Capacity.Dashboard.Charts;
using Capacity.Dashboard.Views;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Tests;

public class TimelineTests
{
    private static readonly Scenario Example = Capacity.Domain.Samples.Horizons.Scenario(13);

    public static TheoryData<string> Keys => [.. Movable(Example).Select(bar => bar.Key!)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_can_be_moved_moves_by_so_many_days_and_back_and_nothing_else_changes(string key)
    {
        Scenario later = TimelineMove.By(Example, key, 3);
        ChangeWords.Between(Example, later).ShouldAllBe(change => IsDate(change.Before) && IsDate(change.After));
        ChangeWords.Between(Example, later).Count.ShouldBeInRange(1, 2);
        ChangeWords.Between(Example, TimelineMove.By(later, key, -3)).ShouldBeEmpty();
    }

    [Fact]
    public void A_moved_bar_keeps_its_key_and_stands_elsewhere()
    {
        TimelineBar bar = Movable(Example).First(bar => bar is { From: > 0 and < 60 });
        TimelineBar moved = Movable(TimelineMove.By(Example, bar.Key!, 2)).Single(one => one.Key == bar.Key);
        (moved.From, moved.When == bar.When).ShouldBe((bar.From + 2, false));
    }

    [Fact]
    public void What_happens_in_the_example_can_be_moved_and_what_is_decided_or_due_cannot()
    {
        Movable(Example).Select(bar => bar.Key!.Split('/')[0]).Distinct().ShouldBe(["announcement", "cohort", "absence", "furlough"], ignoreOrder: true);
        Movable(Example).Select(bar => bar.Key).Distinct().Count().ShouldBe(Movable(Example).Count);
    }

    [Fact]
    public void A_cohort_that_an_announcement_dates_moves_with_it_only()
    {
        Scenario bound = Example with { Cohorts = [Example.Cohorts[0] with { Date = null, OnAnnouncement = Example.Announcements[0].Id }] };
        Movable(bound).ShouldNotContain(bar => bar.Key!.StartsWith("cohort", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_names_nothing_changes_nothing() => ChangeWords.Between(Example, TimelineMove.By(Example, "cohort/nobody", 5)).ShouldBeEmpty();

    private static List<TimelineBar> Movable(Scenario scenario) =>
        [.. new ScenarioTimeline(scenario, new KeyLocalizer()).Build().Lanes.SelectMany(lane => lane.Bars).Where(bar => bar.Key is not null)];

    private static bool IsDate(string json) => NodaTime.Text.LocalDatePattern.Iso.Parse(json.Trim('"')).Success;
}
