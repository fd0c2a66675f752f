using Capacity.Dashboard.Views;
using Capacity.Domain.Levers;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Tests;

public class ChangeWordsTests
{
    private static readonly Scenario Before = Sample.Scenario;

    private static ChangeLine Line(Scenario after) =>
        new ChangeWords(Before, after, new KeyLocalizer()).Line(ChangeWords.Between(Before, after).ShouldHaveSingleItem());

    [Theory]
    [InlineData("en-GB", "48,000 bookings cancelled on 16 March", "48,000", "50,000")]
    [InlineData("fr-FR", "48 000 réservations annulées le 16 mars", "48 000", "50 000")]
    public void Names_the_entry_and_the_figure_in_the_language_of_the_reader(string culture, string name, string before, string after)
    {
        using InCulture reader = new(culture);
        ChangeLine line = Line(Before with { Cohorts = [Before.Cohorts[0] with { Customers = 50_000 }, .. Before.Cohorts.Skip(1)] });
        line.Where.ShouldBe($"Field.cohorts › {name} › Field.customers");
        (Plain(line.Before), Plain(line.After), line.Path).ShouldBe((before, after, "/cohorts/0/customers"));
    }

    [Fact]
    public void Writes_shares_in_percent_and_dates_in_full()
    {
        using InCulture reader = new("en-GB");
        Plain(Line(Before with { GoalProbability = 0.9 }).After).ShouldBe("90 %");
        Line(Before with { AsOf = Before.AsOf.PlusDays(1) }).After.ShouldBe("21 March 2020");
    }

    [Fact]
    public void Shows_a_removed_entry_by_its_name()
    {
        using InCulture reader = new("en-GB");
        ChangeLine line = Line(Before with { Cohorts = [.. Before.Cohorts.Skip(1)] });
        (line.Before, line.After).ShouldBe(("48,000 bookings cancelled on 16 March", "–"));
    }

    [Theory]
    [InlineData("en-GB", "Give time back: breaks 2 % → 6 %, Refund files", "6 %", "8 %")]
    [InlineData("fr-FR", "Rendre du temps : pauses 2 % → 6 %, Dossiers de remboursement", "6 %", "8 %")]
    public void Names_a_decision_by_what_it_asks_people_to_do(string culture, string title, string before, string after)
    {
        using InCulture reader = new(culture);
        Scenario With(double breaks) => Before with { Levers = [new ShrinkageChange { Id = "back", From = Before.AsOf, Team = "nantes-files", Breaks = breaks }] };
        Plain(Line(With(0.06)).After).ShouldBe(title);

        ChangeLine line = new ChangeWords(With(0.06), With(0.08), new KeyLocalizer()).Line(ChangeWords.Between(With(0.06), With(0.08)).ShouldHaveSingleItem());
        (Plain(line.Before), Plain(line.After)).ShouldBe((before, after));
        line.Where.ShouldEndWith("› Field.breaks");
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
