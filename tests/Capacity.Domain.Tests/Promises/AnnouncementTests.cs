using Capacity.Domain.Demand;
using Capacity.Domain.Rules;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Tests.Promises;

public class AnnouncementTests
{
    private static readonly LocalDate May = new(2020, 5, 11), June = new(2020, 6, 2);

    private static readonly Announcement Reopening = new()
    {
        Id = "reopening",
        Probability = 0.8,
        Branches =
        [
            new AnnouncementBranch { Id = "may", EffectiveFrom = May, Probability = 0.75 },
            new AnnouncementBranch { Id = "june", EffectiveFrom = June, Probability = 0.25 },
        ],
    };

    [Fact]
    public void Turns_out_in_each_branch_or_not_at_all()
    {
        var outcomes = Reopening.Outcomes();
        outcomes.Select(outcome => outcome.EffectiveFrom).ShouldBe([May, June, null]);
        outcomes.Select(outcome => Math.Round(outcome.Probability, 12)).ShouldBe([0.6, 0.2, 0.2]);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(9, 1)]
    [InlineData(2000, 1)]
    public void Is_refused_together_with_others_where_they_can_turn_out_in_more_ways_than_are_computed(int open, int refusals)
    {
        Scenario scenario = new()
        {
            Announcements = [.. Enumerable.Range(0, open).Select(number => new Announcement { Id = $"news-{number}", IssuedOn = May, EffectiveFrom = June, Probability = 0.5 })],
        };

        var told = ScenarioRules.Check(scenario).Where(error => error.Path == "/announcements").ToList();

        told.Count.ShouldBe(refusals);
        told.ShouldAllBe(error => error.Problem.Contains("256") && error.ProblemFr.Contains("256"));
    }

    [Fact]
    public void Never_has_effect_once_it_is_cancelled() =>
        (Reopening with { Certainty = Certainty.Cancelled }).Outcomes().ShouldHaveSingleItem().ShouldBe(new AnnouncementOutcome("", null, 1));

    [Fact]
    public void Is_named_whole_or_by_a_branch()
    {
        AnnouncementNames.All([Reopening]).ShouldBe(["reopening", "reopening/may", "reopening/june"]);
        AnnouncementNames.LikeliestDay([Reopening], "reopening").ShouldBe(May);
        AnnouncementNames.LikeliestDay([Reopening], "reopening/june").ShouldBe(June);
        AnnouncementNames.LikeliestDay([Reopening], "closing").ShouldBeNull();
    }
}
