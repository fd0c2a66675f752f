using Capacity.Domain.Calendars;
using NodaTime;

namespace Capacity.Domain.Tests;

/// <summary>Dates of the national calendars that the ministry published (education.gouv.fr, arrêtés of the school years).</summary>
public class FrenchSchoolHolidaysTests
{
    [Theory]
    [InlineData(SchoolZone.A, 2019, "2019-02-16", "2019-03-03", "2019-04-13", "2019-04-28")]
    [InlineData(SchoolZone.B, 2019, "2019-02-09", "2019-02-24", "2019-04-06", "2019-04-22")]
    [InlineData(SchoolZone.C, 2020, "2020-02-08", "2020-02-23", "2020-04-04", "2020-04-19")]
    [InlineData(SchoolZone.B, 2021, "2021-02-20", "2021-03-07", "2021-04-10", "2021-04-25")]
    [InlineData(SchoolZone.C, 2023, "2023-02-18", "2023-03-05", "2023-04-22", "2023-05-08")]
    [InlineData(SchoolZone.A, 2025, "2025-02-22", "2025-03-09", "2025-04-19", "2025-05-04")]
    public void Winter_and_spring_are_those_decreed(SchoolZone zone, int year, string winter, string back, string spring, string end)
    {
        var holidays = FrenchSchoolHolidays.Of(year, zone);
        holidays.Take(2).SelectMany(holiday => new[] { $"{holiday.First:uuuu-MM-dd}", $"{holiday.Last:uuuu-MM-dd}" })
            .ShouldBe([winter, back, spring, end]);
    }

    [Theory]
    [InlineData(2018, "2018-07-07", "2018-09-02", "2018-10-20", "2018-12-22", "2019-01-06")]
    [InlineData(2022, "2022-07-07", "2022-08-31", "2022-10-22", "2022-12-17", "2023-01-02")]
    [InlineData(2023, "2023-07-08", "2023-09-03", "2023-10-21", "2023-12-23", "2024-01-07")]
    [InlineData(2025, "2025-07-05", "2025-08-31", "2025-10-18", "2025-12-20", "2026-01-04")]
    public void Summer_autumn_and_Christmas_follow_their_pattern(
        int year, string summer, string back, string autumn, string christmas, string end)
    {
        var holidays = FrenchSchoolHolidays.Of(year, SchoolZone.A);
        $"{holidays[2].First:uuuu-MM-dd} {holidays[2].Last:uuuu-MM-dd}".ShouldBe($"{summer} {back}");
        $"{holidays[3].First:uuuu-MM-dd} {holidays[4].First:uuuu-MM-dd} {holidays[4].Last:uuuu-MM-dd}".ShouldBe($"{autumn} {christmas} {end}");
    }

    [Fact]
    public void A_year_without_a_decree_continues_the_round_of_the_zones()
    {
        FrenchSchoolHolidays.IsDecreed(2027).ShouldBeFalse();
        Enum.GetValues<SchoolZone>().OrderBy(zone => FrenchSchoolHolidays.Of(2027, zone)[0].First)
            .ShouldBe([SchoolZone.C, SchoolZone.A, SchoolZone.B]);
    }

    [Fact]
    public void The_share_counts_zones() => FrenchSchoolHolidays.Share(new LocalDate(2020, 2, 20)).ShouldBe(2.0 / 3, 1e-12);

    [Fact]
    public void New_Years_Day_belongs_to_the_Christmas_holidays_of_the_year_before() =>
        FrenchSchoolHolidays.Covers(new LocalDate(2021, 1, 1), SchoolZone.A).ShouldBeTrue();
}
