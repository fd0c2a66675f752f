using Capacity.Domain.Calendars;
using NodaTime;

namespace Capacity.Domain.Tests;

public class UnitedStatesHolidaysTests
{
    [Fact]
    public void The_holidays_of_2003_are_those_that_banks_kept() =>
        UnitedStatesHolidays.Of(2003).Select(holiday => $"{holiday.Date:MM-dd}")
            .ShouldBe(["01-01", "01-20", "02-17", "05-26", "07-04", "09-01", "10-13", "11-11", "11-27", "12-25"]);

    [Fact]
    public void A_holiday_on_Sunday_is_kept_on_Monday() =>
        HolidayCalendar.UnitedStates.Contains(new LocalDate(2021, 7, 5)).ShouldBeTrue();

    [Fact]
    public void Juneteenth_is_one_from_2021_on()
    {
        HolidayCalendar.UnitedStates.Contains(new LocalDate(2020, 6, 19)).ShouldBeFalse();
        HolidayCalendar.UnitedStates.Contains(new LocalDate(2023, 6, 19)).ShouldBeTrue();
    }
}
