using Capacity.Forecasting.Surges;
using NodaTime;

namespace Capacity.Forecasting.Tests.Surges;

public class SurgeShapeTests
{
    [Fact]
    public void Half_life_and_spike_are_those_that_made_the_wave()
    {
        var shape = Shape(SyntheticWave.Decaying(60));
        shape.HalfLifeDays!.Value.ShouldBe(14, 5);
        14.0.ShouldBeInRange(shape.HalfLifeShort!.Value, shape.HalfLifeLong!.Value);
        shape.Peak.ShouldBe(SyntheticWave.First.PlusDays(21), "the first working day of the wave is a Monday");
        shape.DaysToHalf!.Value.ShouldBeInRange(10, 17);
    }

    [Fact]
    public void A_level_that_never_doubles_is_no_wave_until_something_is_announced()
    {
        var counts = SyntheticWave.Of(60, day => day < 40 ? 1000 : 700);
        Shape(counts).IsWave.ShouldBeFalse();
        SurgeShape.Of(SyntheticWave.Fit(counts), SyntheticWave.First.PlusDays(40), 30, 1).IsWave.ShouldBeTrue();
        Shape(SyntheticWave.Decaying(60)).IsWave.ShouldBeTrue();
        Shape(SyntheticWave.Of(60, day => 1000 * Math.Pow(0.5, day / 14.0))).IsWave.ShouldBeTrue("the file begins with the wave");
    }

    [Fact]
    public void The_ordinary_day_is_the_median_before() => Shape(SyntheticWave.Decaying(60)).Ordinary!.Value.ShouldBe(600 / 7.0, 12);

    [Fact]
    public void A_wave_that_only_falls_has_no_second() => Shape(SyntheticWave.Decaying(60)).SecondWave.ShouldBeNull();

    [Fact]
    public void A_second_wave_is_found_with_its_trough()
    {
        var shape = Shape(SyntheticWave.Of(80, day => day < 50 ? 1000 * Math.Pow(0.5, day / 14.0) : 85 * Math.Pow(2, (day - 50) / 7.0)));
        Period.DaysBetween(SyntheticWave.First, shape.SecondWave!.Trough).ShouldBeInRange(42, 55);
        shape.SecondWave.TimesTrough.ShouldBeGreaterThan(5);
        shape.HalfLifeDays.ShouldBeNull();
    }

    [Fact]
    public void What_an_announcement_suppressed_is_measured_against_the_time_before_it()
    {
        var counts = SyntheticWave.Of(60, day => day is >= 30 and < 50 ? 400 : 1000);
        var shape = SurgeShape.Of(SyntheticWave.Fit(counts), SyntheticWave.First.PlusDays(30), 30, 1);
        shape.Suppression!.Share.ShouldBe(0.6, 0.08);
        Period.DaysBetween(SyntheticWave.First, shape.Suppression.First).ShouldBeInRange(28, 32);
    }

    [Fact]
    public void A_growing_wave_is_more_likely_to_rise_than_a_falling_one()
    {
        var growing = Shape(SyntheticWave.Of(40, day => 100 * Math.Pow(2, day / 14.0)));
        growing.ChanceOfRise.ShouldBeGreaterThan(Shape(SyntheticWave.Decaying(60)).ChanceOfRise + 0.3);
    }

    private static SurgeShape Shape(DailyCounts counts) => SurgeShape.Of(SyntheticWave.Fit(counts), null, 30, 1);
}
