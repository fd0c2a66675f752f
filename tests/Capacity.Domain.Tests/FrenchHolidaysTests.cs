using Capacity.Domain.Calendars;
using NodaTime;

namespace Capacity.Domain.Tests;

public class FrenchHolidaysTests
{
    [Theory]
    [InlineData(2018, 4, 1)]
    [InlineData(2019, 4, 21)]
    [InlineData(2020, 4, 12)]
    [InlineData(2021, 4, 4)]
    [InlineData(2038, 4, 25)]
    [InlineData(2285, 3, 22)]
    public void Places_easter_as_published(int year, int month, int day) =>
        FrenchHolidays.EasterSunday(year).ShouldBe(new LocalDate(year, month, day));

    [Fact]
    public void Lists_the_eleven_of_2020_in_order() =>
        FrenchHolidays.Of(2020).Select(h => h.Date.ToString("MM-dd", null)).ShouldBe(
            ["01-01", "04-13", "05-01", "05-08", "05-21", "06-01", "07-14", "08-15", "11-01", "11-11", "12-25"]);

    [Fact]
    public void Keeps_the_end_of_a_stretch_out() =>
        FrenchHolidays.Between(new LocalDate(2020, 12, 25), new LocalDate(2021, 1, 1)).ShouldBe([new LocalDate(2020, 12, 25)]);

    [Fact]
    public void Crosses_the_turn_of_the_year() =>
        FrenchHolidays.Between(new LocalDate(2020, 12, 26), new LocalDate(2021, 1, 2)).ShouldBe([new LocalDate(2021, 1, 1)]);

    [Fact]
    public void Names_each_in_both_languages() =>
        FrenchHolidays.Of(2020).ShouldAllBe(h => h.Name.Fr.Length > 0 && h.Name.En.Length > 0);
}
