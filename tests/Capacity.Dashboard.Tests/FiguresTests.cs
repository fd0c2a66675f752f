using Capacity.Dashboard.Views;
using NodaTime;

namespace Capacity.Dashboard.Tests;

public class FiguresTests
{
    [Theory]
    [InlineData("fr-FR", "12,6\u202f%")]
    [InlineData("en-GB", "12.6\u00a0%")]
    public void Writes_shares_as_percentages_of_the_reader(string culture, string expected)
    {
        using InCulture _ = new(culture);
        Figures.Percent(0.126097, 1).ShouldBe(expected);
    }

    [Theory]
    [InlineData("fr-FR", "148\u00a0k€")]
    [InlineData("en-GB", "€148\u00a0k")]
    public void Writes_large_amounts_in_thousands(string culture, string expected)
    {
        using InCulture _ = new(culture);
        Figures.Euros(148_200).ShouldBe(expected);
    }

    [Theory]
    [InlineData("fr-FR", "8,16\u00a0€")]
    [InlineData("en-GB", "€8.16")]
    public void Writes_prices_with_cents_and_the_euro_where_other_amounts_have_it(string culture, string expected)
    {
        using InCulture _ = new(culture);
        Figures.EurosAndCents(8.159).ShouldBe(expected);
    }

    [Fact]
    public void Keeps_the_sign_of_a_negative_amount_in_front()
    {
        using InCulture _ = new("en-GB");
        Figures.Euros(-900).ShouldBe("−\u00a0€900");
    }

    [Theory]
    [InlineData(9.87, "9.9\u00a0s")]
    [InlineData(90, "90\u00a0s")]
    [InlineData(240, "4.0\u00a0min")]
    [InlineData(7200, "2.0\u00a0h")]
    [InlineData(1_209_600, "14\u00a0d")]
    public void Tells_durations_in_the_unit_that_people_say(double seconds, string expected)
    {
        using InCulture _ = new("en-GB");
        Figures.Duration(seconds).ShouldBe(expected);
    }

    [Fact]
    public void Says_a_dash_where_nothing_was_counted() => Figures.Percent(double.NaN).ShouldBe("–");

    [Theory]
    [InlineData("fr-FR", "S13", "ven. 20 mars")]
    [InlineData("en-GB", "W13", "Fri 20 Mar")]
    public void Names_weeks_and_days_in_the_language_of_the_reader(string culture, string week, string day)
    {
        using InCulture _ = new(culture);
        Figures.Week("2020-W13").ShouldBe(week);
        Figures.Weekday(new LocalDate(2020, 3, 20)).ShouldBe(day);
    }
}
