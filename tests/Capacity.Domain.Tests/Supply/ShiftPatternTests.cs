using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Domain.Tests.Supply;

public class ShiftPatternTests
{
    private static readonly ShiftPattern Day = new()
    {
        Id = "day", From = new LocalTime(9, 0), Until = new LocalTime(17, 0),
        Breaks = [new ShiftBreak { At = new LocalTime(11, 0), Minutes = 10, Paid = true }, new ShiftBreak { At = new LocalTime(12, 30), Minutes = 60 }],
    };

    [Fact]
    public void Lunch_is_not_paid_and_nobody_is_served_in_a_break()
    {
        Day.PaidMinutes().ShouldBe(420);
        Day.WorkedMinutes().ShouldBe(410, 1e-9);
    }

    [Theory]
    [InlineData(480, 540, 0)]
    [InlineData(540, 570, 1)]
    [InlineData(660, 690, 20 / 30.0)]
    [InlineData(750, 780, 0)]
    [InlineData(1005, 1035, 0.5)]
    public void An_interval_is_worked_in_the_part_that_is_no_break(double from, double until, double share) =>
        Day.WorkedShare(from, until).ShouldBe(share, 1e-12);

    [Fact]
    public void Midnight_is_the_end_of_the_day() =>
        new ShiftPattern { From = new LocalTime(16, 0), Until = LocalTime.Midnight }.PaidMinutes().ShouldBe(480);
}
