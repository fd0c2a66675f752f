using Capacity.Domain.Emotions;

namespace Capacity.Domain.Tests.Emotions;

/// <summary>What occupancy that lasts above the ceiling does to a team.</summary>
public class OccupancyStrainTests
{
    private static readonly OccupancyStrain Usual = new();

    [Fact]
    public void Absence_and_leavers_follow_the_points_above_the_ceiling_of_the_calmest_week()
    {
        var (absence, leavers) = Usual.Of([0.05, 0.04, 0.06, 0.10]);

        absence.ShouldBe(0.02, 1e-12);
        leavers.ShouldBe(0.02, 1e-12);
        Usual.Of([1, 1, 1, 1]).Absence.ShouldBe(0.4);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void One_week_below_or_without_live_contacts_ends_it(double last) => Usual.Of([0.05, 0.05, 0.05, last]).ShouldBe((0, 0));

    [Fact]
    public void Too_few_weeks_or_the_switch_make_nothing_of_it()
    {
        Usual.Of([0.1, 0.1, 0.1]).ShouldBe((0, 0));
        (Usual with { Enabled = false }).Of([0.1, 0.1, 0.1, 0.1]).ShouldBe((0, 0));
    }
}
