using Capacity.Domain.Demand;
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
