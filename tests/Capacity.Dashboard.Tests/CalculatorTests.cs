using Capacity.Dashboard.Views;
using Capacity.Numerics.Queueing;
using Microsoft.AspNetCore.WebUtilities;

namespace Capacity.Dashboard.Tests;

public class CalculatorTests
{
    private static readonly KeyLocalizer Text = new();

    [Fact]
    public void Answers_the_published_case_of_600_an_hour_with_45_agents()
    {
        QueueKpis kpis = CalculatorAnswer.To(new CalculatorForm(), Text).Kpis.ShouldNotBeNull();
        kpis.AbandonmentRate.ShouldBe(0.126097616, 1e-8);
        kpis.ProbabilityOfWaiting.ShouldBe(0.698602639, 1e-8);
        kpis.AverageSpeedOfAnswer.ShouldBe(22.3130, 1e-4);
    }

    [Fact]
    public void Requires_the_fewest_agents_that_meet_every_goal()
    {
        CalculatorForm form = new();
        int agents = CalculatorAnswer.To(form, Text).Requirement.ShouldNotBeNull().Agents;
        CalculatorAnswer.To(form with { Agents = agents }, Text).Kpis!.ServiceLevels.OfOffered.ShouldBeGreaterThanOrEqualTo(0.80);
        CalculatorAnswer.To(form with { Agents = agents - 1 }, Text).Kpis!.ServiceLevels.OfOffered.ShouldBeLessThan(0.80);
    }

    [Fact]
    public void Refuses_erlang_C_at_its_load_in_words_and_still_says_what_is_required()
    {
        CalculatorAnswer answer = CalculatorAnswer.To(new CalculatorForm { Method = QueueMethod.ErlangC, Agents = 50 }, Text);
        answer.Kpis.ShouldBeNull();
        answer.Refusal.ShouldStartWith("Overload(");
        answer.Requirement.ShouldNotBeNull().Agents.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Says_what_is_missing_instead_of_failing() =>
        CalculatorAnswer.To(new CalculatorForm { ContactsPerHour = null }, Text).Refusal.ShouldBe("Incomplete");

    [Fact]
    public void Shows_the_same_question_from_its_address()
    {
        CalculatorForm asked = new() { Method = QueueMethod.ErlangB, ContactsPerHour = 412.5, LevelGoal = null, OccupancyGoal = 85 };
        string query = asked.Address()[asked.Address().IndexOf('?')..];
        CalculatorForm.Of(QueryHelpers.ParseQuery(query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString())).ShouldBe(asked);
    }

    [Fact]
    public void Keeps_a_simulated_question_in_its_address_with_its_variation()
    {
        CalculatorForm asked = new CalculatorForm { ServiceVariation = 0.7, PatienceSeconds = null }.By("simulate");
        string query = asked.Address()[asked.Address().IndexOf('?')..];
        CalculatorForm.Of(QueryHelpers.ParseQuery(query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString())).ShouldBe(asked);
        asked.Request.ShouldNotBeNull().MeanPatience.ShouldBeNull();
    }

    [Fact]
    public void Sets_the_formula_that_patience_allows_beside_a_simulation()
    {
        CalculatorForm simulated = new CalculatorForm().By("simulate");
        simulated.Formula.ShouldBe(QueueMethod.ErlangA);
        (simulated with { PatienceSeconds = null }).Formula.ShouldBe(QueueMethod.ErlangC);
        simulated.By("erlang-b").Formula.ShouldBe(QueueMethod.ErlangB);
    }
}
