using Capacity.Domain.Json;
using Capacity.Domain.Rules;
using Capacity.Domain.Samples;
using Capacity.Domain.Scenarios;

namespace Capacity.Domain.Tests.Rules;

public class OpeningStateRulesTests
{
    private static readonly Scenario Example = Horizons.Scenario() with { OpeningBacklogs = [] };

    private static IEnumerable<string> Problems(OpeningQueue opening, Scenario? scenario = null) =>
        OpeningStateRules.Check(new OpeningState { Queues = [opening] }, scenario ?? Example).Select(error => $"{error.Path}: {error.Problem}");

    [Fact]
    public void Accepts_cases_by_age_and_returns_under_way_and_survives_its_text()
    {
        var state = new OpeningState
        {
            Queues =
            [
                new() { Queue = "customer-email", Backlog = [new AgeBand { Cases = 12.5, FromDays = 1, UntilDays = 3 }] },
                new() { Queue = "refund-voice", Returns = [new PendingReturns { Kind = ReturnKind.Recontact, Returning = 40, UntilDays = 5 }] },
            ],
        };
        OpeningStateJson.Write(OpeningStateJson.Parse(OpeningStateJson.Write(state), Example).Value!).ShouldBe(OpeningStateJson.Write(state));
        ScenarioRules.Check(Example with { OpeningState = state }).ShouldBeEmpty();
    }

    [Fact]
    public void Refuses_a_line_at_a_closed_counter() =>
        Problems(new OpeningQueue { Queue = "refund-voice", Waiting = 3 }).Single().ShouldContain("/queues/0/waiting: 'refund-voice' is closed");

    [Fact]
    public void Refuses_a_line_of_cases_and_cases_of_a_line()
    {
        Problems(new OpeningQueue { Queue = "customer-email", InService = 3 }).Single().ShouldContain("wait as cases");
        Problems(new OpeningQueue { Queue = "refund-voice", Backlog = [new AgeBand { Cases = 1 }] }).Single().ShouldContain("do not wait as cases");
    }

    [Fact]
    public void Refuses_two_kinds_of_backlog_for_one_queue() =>
        Problems(new OpeningQueue { Queue = "customer-email", Backlog = [new AgeBand { Cases = 1 }] }, Horizons.Scenario()).Single()
            .ShouldContain("has an opening backlog too");

    [Fact]
    public void Refuses_ages_that_end_before_they_begin_and_queues_that_are_not_there()
    {
        Problems(new OpeningQueue { Queue = "customer-email", Backlog = [new AgeBand { Cases = 1, FromDays = 3, UntilDays = 2 }] }).Single()
            .ShouldContain("/queues/0/backlog/0/untilDays");
        Problems(new OpeningQueue { Queue = "mail" }).Single().ShouldContain("There is no queue 'mail'");
    }
}
