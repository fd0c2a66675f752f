using Capacity.Numerics.Randomness;
using Capacity.Planning.Bridge;
using NodaTime;

namespace Capacity.Planning.Tests.Bridge;

/// <summary>Why a plan needs more people than another, to the last digit.</summary>
public class FteBridgeTests
{
    private static readonly LocalDate Monday = new(2020, 3, 2);

    // 1,000 contacts of 378 s at an occupancy of 75 % are 140 paid hours: four full-time equivalents.
    private static readonly StaffingDrivers Base = new() { Team = "team", Monday = Monday, Volume = 1000, HandleSeconds = 378, Occupancy = 0.75 };

    private static StaffingDrivers Any(string team, LocalDate monday, int seed)
    {
        var random = RandomStream.For((ulong)seed, 0, StreamPurpose.Arrivals, 0);
        return new StaffingDrivers
        {
            Team = team, Monday = monday, Volume = 500 + 4000 * random.NextUnit(), Repeats = 1 + random.NextUnit(), HandleSeconds = 200 + 400 * random.NextUnit(),
            Emotion = 1 + 0.4 * random.NextUnit(), Occupancy = 0.7 + 0.2 * random.NextUnit(), Remaining = 0.6 + 0.2 * random.NextUnit(),
            Efficiency = 0.7 + 0.3 * random.NextUnit(), Replacement = 0.1 * random.NextUnit(), RulesLost = 0.05 * random.NextUnit(), Rounded = seed % 2 == 0,
        };
    }

    [Fact]
    public void A_factor_that_alone_changes_is_the_whole_difference()
    {
        var bridge = FteBridge.Of(Base, Base with { Volume = 1500 });

        bridge.Before.ShouldBe(40_000);
        bridge.Difference.ShouldBe(2m);
        bridge.Of(BridgeTerm.Volume).ShouldBe(2m);
        bridge.Terms.Where(term => term.Key != BridgeTerm.Volume).ShouldAllBe(term => term.Value == 0);
    }

    /// <summary>Volume × 2 and handle time × 1.5: 4 → 12; in one order volume makes 4 and in the other 6, handle time 4 and 2.</summary>
    [Fact]
    public void Two_factors_share_what_they_make_together_equally()
    {
        var bridge = FteBridge.Of(Base, Base with { Volume = 2000, HandleSeconds = 567 });

        bridge.Of(BridgeTerm.Volume).ShouldBe(5m);
        bridge.Of(BridgeTerm.HandleTime).ShouldBe(3m);
    }

    [Fact]
    public void Rounding_is_a_term_of_its_own()
    {
        var bridge = FteBridge.Of(Base with { Volume = 1050 }, Base with { Volume = 1050, Rounded = true });

        bridge.Of(BridgeTerm.Rounding).ShouldBe(0.8m);
        bridge.After.ShouldBe(50_000);
    }

    /// <summary>4.2 and 6.1 full-time equivalents become 5 and 7: volume makes 1.9, rounding 0.9 − 0.8.</summary>
    [Fact]
    public void Rounding_of_both_plans_leaves_the_other_terms_as_they_are()
    {
        var bridge = FteBridge.Of(Base with { Volume = 1050, Rounded = true }, Base with { Volume = 1525, Rounded = true });

        (bridge.Difference, bridge.Of(BridgeTerm.Volume), bridge.Of(BridgeTerm.Rounding)).ShouldBe((2m, 1.9m, 0.1m));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Terms_sum_to_the_difference_to_the_last_digit(int seed)
    {
        var bridge = FteBridge.Of(Any("team", Monday, seed), Any("team", Monday, seed + 101));

        bridge.Terms.Values.Sum().ShouldBe(bridge.After - bridge.Before);
        Enum.GetValues<BridgeTerm>().Sum(bridge.Of).ShouldBe(bridge.Difference);
        bridge.Terms.Values.Count(term => term != 0).ShouldBeGreaterThan(8);
    }

    [Fact]
    public void The_way_back_is_the_same_with_the_other_sign()
    {
        var (there, back) = (FteBridge.Of(Any("a", Monday, 5), Any("a", Monday, 6)), FteBridge.Of(Any("a", Monday, 6), Any("a", Monday, 5)));

        Enum.GetValues<BridgeTerm>().ShouldAllBe(term => Math.Abs(there.Terms[term] + back.Terms[term]) <= 1);
    }

    [Fact]
    public void Weeks_and_months_give_the_same_totals_to_the_last_digit()
    {
        var keys = Enumerable.Range(0, 30).SelectMany(week => new[] { "a", "b", "c" }.Select((team, i) => (team, Monday.PlusWeeks(week), 3 * week + i))).ToList();
        var weeks = FteBridge.Weekly(keys.Select(k => Any(k.team, k.Item2, k.Item3)), keys.Select(k => Any(k.team, k.Item2, k.Item3 + 500)));
        var (weekly, monthly) = (FteBridge.Sum(weeks.Select(w => w.Bridge)), FteBridge.Sum(FteBridge.Monthly(weeks).Select(m => m.Bridge)));

        FteBridge.Monthly(weeks).Count.ShouldBe(7);
        (monthly.Before, monthly.After).ShouldBe((weekly.Before, weekly.After));
        monthly.Terms.ShouldBe(weekly.Terms);
        FteBridge.Monthly(weeks).ShouldAllBe(month => month.Bridge.Terms.Values.Sum() == month.Bridge.After - month.Bridge.Before);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    [InlineData(699_999)]
    public void Days_of_a_week_sum_to_the_week(long whole) =>
        Enumerable.Range(0, 7).Sum(day => Domain.Calendars.WeekParts.Of(whole, day)).ShouldBe(whole);
}
