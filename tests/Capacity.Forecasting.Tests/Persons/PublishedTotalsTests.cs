using Capacity.Forecasting.Persons;

namespace Capacity.Forecasting.Tests.Persons;

public class PublishedTotalsTests
{
    private static IReadOnlyList<PublishedTotals> Read(string file)
    {
        using var stream = File.OpenRead(SharedData.PathOf(file));
        return PublishedTotals.Read(stream);
    }

    /// <summary>Three weeks of spring 2021; each is foretold by the redial probability of the other two.</summary>
    [Fact]
    public void California_s_attempts_and_answered_persons_come_out_by_the_other_weeks_redials()
    {
        var weeks = Read("california_edd_ui_calls_2020_2021.csv").Where(row => row.Period.StartsWith("week", StringComparison.Ordinal)).ToList();
        weeks.Count.ShouldBe(3);
        foreach (var week in weeks)
        {
            var redial = weeks.Where(other => other != week).Average(other => other.RedialProbability(100));
            var model = week.Modeled(new RedialLaw(redial, redial, MostAttempts: 100));
            model.ShouldBe(week.AttemptsPerPerson, 0.06 * week.AttemptsPerPerson, week.Period);
            (week.AnsweredShareOfAttempts * model).ShouldBe(week.AnsweredShareOfPersons, 0.05, week.Period);
        }
        weeks[2].AttemptsPerPerson.ShouldBe(8.7, 0.05);
        weeks[2].AnsweredShareOfPersons.ShouldBe(0.78, 0.005);
    }

    /// <summary>Debt collection restarted: attempts nearly double from August to September, persons by half as much.</summary>
    [Fact]
    public void The_British_debt_line_had_far_fewer_persons_more_than_attempts()
    {
        var months = Read("uk_dwp_debt_calls_2020_until_10.csv");
        var persons = months.Select(month => month.Attempts / month.Modeled(new RedialLaw())).ToList();
        (months[1].Attempts / months[0].Attempts).ShouldBe(1.83, 0.01);
        (persons[1] / persons[0]).ShouldBeInRange(1.3, 1.55);
        (months[1].AnsweredShareOfAttempts * months[1].Modeled(new RedialLaw())).ShouldBe(0.73, 0.02);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void The_redial_probability_is_found_again(double redial)
    {
        var row = new PublishedTotals("week", 1000, 200, double.NaN, double.NaN);
        var persons = 1000 / row.Modeled(new RedialLaw(redial, redial, MostAttempts: 20));
        (row with { Persons = persons }).RedialProbability(20).ShouldBe(redial, 1e-9);
    }
}
