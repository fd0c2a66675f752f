using Capacity.Domain.Networks;
using Capacity.Domain.Rules;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

public class OpeningStateTests
{
    static Scenario Desk(OpeningQueue? opening = null, double agents = 5) => Scenario(
        1, [Voice("calls", 300, 600), Voice("files", 600, null, 86_400) with { Channel = Channel.BackOffice, Priority = 2 }],
        [Team("team", agents, Skill("calls"), Skill("files"))]) with
    {
        OpeningState = opening is null ? null : new OpeningState { Queues = [opening] },
    };

    [Fact]
    public void Cases_of_some_ages_are_open_with_these_ages_when_nobody_works()
    {
        var opening = new OpeningQueue
        {
            Queue = "files", Backlog = [new AgeBand { Cases = 30, FromDays = 2, UntilDays = 4 }, new AgeBand { Cases = 10, UntilDays = 1 }],
        };
        var first = Run(Desk(opening, agents: 0), 1).Tallies(1, 0, 1).Single();

        first.BacklogAtEnd.ShouldBe(40);
        // At the end of the first day all are a day older; those above one day at the start, and those now above it, are overdue.
        (first.BacklogAgeSeconds / 86_400).ShouldBe(30 * 4 + 10 * 1.5, 0.01);
        first.OverdueAtEnd.ShouldBe(40);
    }

    [Fact]
    public void Who_waits_and_who_is_served_at_the_start_keeps_agents_from_others()
    {
        var scenario = Desk() with { Baselines = [Baseline("calls", PerDay(0.9))] };
        var busy = scenario with { OpeningState = new() { Queues = [new OpeningQueue { Queue = "calls", Waiting = 60, InService = 5 }] } };
        var options = new ExperimentOptions { Replications = 20 };
        var difference = PairedExperiment.Compare(scenario, busy, options).Of("averageWait", "calls")!;

        (difference.Mean - difference.HalfWidth).ShouldBeGreaterThan(0);
        PairedExperiment.Compare(scenario, busy, options).Of("fresh", "calls")!.Mean.ShouldBe(0);
    }

    [Fact]
    public void Those_who_have_waited_long_are_as_patient_as_somebody_who_has()
    {
        // Nobody answers: with deterministic patience of 600 s and waits of up to 300 s all are gone after ten minutes, none at once.
        var opening = new OpeningQueue { Queue = "calls", Waiting = 100, LongestWaitSeconds = 300 };
        var scenario = Desk(opening, agents: 0);
        var queue = scenario.Network.Queues[0] with { Patience = new Patience { Law = PatienceLaw.Deterministic, MeanSeconds = 600 } };
        scenario = scenario with { Network = scenario.Network with { Queues = [queue, scenario.Network.Queues[1]] } };
        var model = SimulationModel.Compile(scenario);
        var traces = new List<ContactTrace>();
        var replication = new Replication(model) { Trace = traces };
        replication.Run(1, 0, CancellationToken.None);

        traces.Count.ShouldBe(100);
        traces.ShouldAllBe(trace => trace.Moment - trace.Arrival > 599.9 && trace.Moment - trace.Arrival < 600.1);
    }

    [Fact]
    public void Persons_who_keep_their_patience_have_it_beyond_what_they_have_waited()
    {
        var opening = new OpeningQueue { Queue = "calls", Waiting = 2000, LongestWaitSeconds = 600 };
        var scenario = Desk(opening, agents: 0);
        var queue = scenario.Network.Queues[0] with
        {
            Patience = new Patience { MeanSeconds = 100 }, Redial = new Redial { Probability = 0, KeepsPatience = true },
        };
        scenario = scenario with { Network = scenario.Network with { Queues = [queue, scenario.Network.Queues[1]] } };
        var traces = new List<ContactTrace>();
        new Replication(SimulationModel.Compile(scenario)) { Trace = traces }.Run(1, 0, CancellationToken.None);

        // Exponential patience has no memory: whoever waits stays another 100 s on average.
        traces.Average(trace => trace.Moment).ShouldBe(100, 8);
    }

    [Fact]
    public void Returns_under_way_come_in_their_time_with_their_origin()
    {
        var opening = new OpeningQueue
        {
            Queue = "calls", Returns = [new PendingReturns { Kind = ReturnKind.Redial, Returning = 50, FromDays = 1, UntilDays = 3 }],
        };
        var run = Run(Desk(opening), 1);

        run.Tallies(0, 0, 1).Single().Offered.ShouldBe(0);
        run.Tallies(0, 1, 2).Single().Redials.ShouldBe(50);
        run.Tallies(0).Single().Persons.ShouldBe(0);
    }

    [Fact]
    public void A_scenario_can_begin_as_an_earlier_day_is_expected_to_end()
    {
        var before = Desk(agents: 2) with { Baselines = [Baseline("files", 500)] };
        var result = Experiment.Run(before, new() { Replications = 8 });
        var state = OpeningState.After(result, result.Queues[1].Days[^1].Date, before.Network);
        var after = Experiment.Run(Desk(state.Queues.Single(), agents: 0), new() { Replications = 2 });

        var (left, found) = (result.Queues[1].Days[^1].Kpis, after.Queues[1].Days[0].Kpis);
        found["backlog"]!.Mean.ShouldBe(left["backlog"]!.Mean, 1);
        found["backlogAge"]!.Mean.ShouldBe(left["backlogAge"]!.Mean + 86_400, 0.02 * left["backlogAge"]!.Mean);
    }

    [Fact]
    public void Who_waits_for_an_agent_at_that_midnight_waits_when_the_next_scenario_begins()
    {
        var before = Desk(agents: 3) with { Baselines = [Baseline("calls", 3000)] };
        var result = Experiment.Run(before, new() { Replications = 8 });
        var state = OpeningState.After(result, result.Days[^1].Date, before.Network);
        OpeningStateRules.Check(state, before).ShouldBeEmpty();

        var line = state.Queues.Single();
        ((double)line.Waiting).ShouldBe(result.Queues[0].Days[^1].Kpis["backlog"]!.Mean, 0.5);
        line.Waiting.ShouldBeGreaterThan(5);
        line.LongestWaitSeconds.ShouldBe(2 * result.Queues[0].Days[^1].Kpis["backlogAge"]!.Mean, 1e-9);
    }
}
