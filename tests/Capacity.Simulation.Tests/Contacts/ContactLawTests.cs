using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Samples;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using static Capacity.Simulation.Contacts.ContactField;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>Identities that hold for every run.</summary>
public sealed class ContactLawTests
{
    static readonly Lazy<(SimulationModel Model, Replication Run)> s_horizons = new(() =>
    {
        var model = SimulationModel.Compile(Horizons.Scenario(6));
        var run = new Replication(model);
        run.Run(5, 0, CancellationToken.None);
        return (model, run);
    });

    [Fact]
    public void Origins_sum_to_offered_on_every_queue_and_day()
    {
        var (model, run) = s_horizons.Value;
        for (var queue = 0; queue < model.Network.Queues.Length; queue++)
            for (var day = 0; day < model.Timeline.SimulatedDays; day++)
            {
                var sums = run.ContactSums.Of(queue, day);
                var origins = 0L;
                for (var origin = Fresh; origin <= Escalations; origin++)
                    origins += sums[(int)origin];
                origins.ShouldBe(sums[(int)Offered], $"{model.Network.Queues[queue].Definition.Id}, day {day}");
            }
    }

    [Fact]
    public void Every_origin_but_self_service_occurs_in_the_worked_example()
    {
        var (model, run) = s_horizons.Value;
        foreach (var origin in new[] { Fresh, Redials, Recontacts, ContactField.Chasers, ChannelChanges, Escalations })
            Total(model, run, origin).ShouldBeGreaterThan(0, $"{origin}");
    }

    [Fact]
    public void Offered_contacts_are_answered_abandoned_blocked_transferred_or_still_wait()
    {
        var (model, run) = s_horizons.Value;
        for (var queue = 0; queue < model.Network.Queues.Length; queue++)
        {
            long Sum(ContactField field) =>
                Enumerable.Range(0, model.Timeline.SimulatedDays + 1).Sum(day => run.ContactSums.Of(queue, day)[(int)field]);
            var id = model.Network.Queues[queue].Definition.Id;
            var before = (long)model.Scenario.OpeningBacklogs.Where(backlog => backlog.Queue == id).Sum(backlog => backlog.Cases);
            var waiting = run.ContactSums.Of(queue, model.Timeline.SimulatedDays - 1)[(int)BacklogAtEnd];
            (Sum(Answered) + Sum(Abandoned) + Sum(Blocked) + Sum(TransferredOut) + waiting).ShouldBe(Sum(Offered) + before, id);
        }
    }

    [Fact]
    public void Persons_are_the_first_contacts_of_their_cases()
    {
        var (model, run) = s_horizons.Value;

        Total(model, run, Persons).ShouldBe(Total(model, run, Fresh) + Total(model, run, Released) + Total(model, run, Obligations));
        Total(model, run, Persons).ShouldBeLessThan(Total(model, run, Offered));
    }

    static long Total(SimulationModel model, Replication run, ContactField field) => Enumerable.Range(0, model.Network.Queues.Length).Sum(queue =>
        Enumerable.Range(0, model.Timeline.SimulatedDays).Sum(day => run.ContactSums.Of(queue, day)[(int)field]));

    [Fact]
    public void All_is_fresh_where_everything_is_settled_and_nobody_gives_up()
    {
        var calls = Voice("calls", 300, null) with { Redial = new Redial(), Recontact = new Recontact() };
        var run = Run(Scenario(2, [calls], [Team("team", 12, Skill("calls"))], Baseline("calls", PerDay(2))), 1);

        var tally = run.Tallies(0)[0];
        tally.Offered.ShouldBe(tally.Fresh);
        tally.Abandoned.ShouldBe(0);
        ContactKpis.Resolution.Of(tally).ShouldBe(1, 0.001, "only those still in service are not settled yet");
    }

    /// <summary>fresh ÷ (1 − a·r − (1 − a)·q), MODEL.md §1.</summary>
    [Theory]
    [InlineData(8, 0.6)]
    [InlineData(14, 0.8)]
    public void Amplification_follows_from_abandonment_redial_and_recontact(int agents, double redial)
    {
        var calls = Voice("calls", 300, 120) with
        {
            Redial = new Redial { Probability = redial, MaximumAttempts = 250 },
            Recontact = new Recontact { Probability = 0.8, LastDay = 3 },
            Reasons = [new ReasonShare { Reason = "half", Share = 1 }],
            HandleTime = new HandleTime { MeanSeconds = 300, RecoveryPauseSeconds = 0 },
        };
        var run = Run(Scenario(26, [calls], [Team("team", agents, Skill("calls"))], Baseline("calls", PerDay(2))), 1);
        var tally = run.Tallies(0)[0];
        var a = tally.Abandoned / tally.Offered;

        a.ShouldBeInRange(0.02, 0.8);
        ContactKpis.Amplification.Of(tally).ShouldBe(1 / (1 - a * redial - (1 - a) * 0.5 * 0.8), 0.01 * ContactKpis.Amplification.Of(tally));
    }

    [Fact]
    public void More_agents_serve_the_same_fresh_contacts_and_never_worse_on_average()
    {
        var previous = -1.0;
        double[] fresh = [];
        foreach (var agents in new[] { 8, 9, 10, 11, 12 })
        {
            var calls = Voice("calls", 300, 120) with { Redial = new Redial() };
            var run = Run(Scenario(4, [calls], [Team("team", agents, Skill("calls"))], Baseline("calls", PerDay(2))), 2);
            var level = run.Values(0, ContactKpis.ServiceLevelOfOffered).Average();
            var counts = run.Values(0, tally => tally.Fresh);

            level.ShouldBeGreaterThan(previous);
            if (fresh.Length > 0)
                counts.ShouldBe(fresh);
            (previous, fresh) = (level, counts);
        }
    }

    [Fact]
    public void Customers_who_wait_when_the_queue_closes_give_up_and_may_come_back_the_next_day()
    {
        var calls = Voice("calls", 300, null) with { OpeningHours = Daily(9, 17), Redial = new Redial { Probability = 1, FastShare = 0 } };
        var model = SimulationModel.Compile(
            Scenario(1, [calls], [Team("team", 5, Skill("calls")) with { WorkingHours = Daily(9, 17), ContractHours = 56 }],
                Baseline("calls", 900)));
        var run = new Replication(model) { Trace = [] };
        run.Run(1, 0, CancellationToken.None);

        var gaveUp = run.Trace.Where(trace => trace.Outcome == ContactOutcome.Abandoned).ToList();
        gaveUp.ShouldNotBeEmpty();
        gaveUp.ShouldAllBe(trace => trace.Moment % 86400 == 17 * 3600);
        run.Trace.Any(trace => trace.Origin == ContactOrigin.Redial && trace.Arrival % 86400 < 11 * 3600).ShouldBeTrue();
        run.Trace.ShouldAllBe(trace => trace.Arrival % 86400 >= 9 * 3600 && trace.Arrival % 86400 < 17 * 3600);
    }

    /// <summary>1,000 cases that nobody works on: 20 chasers a day in the first week overdue, 60 after, all in the hours of the desk.</summary>
    [Fact]
    public void Overdue_cases_chase_at_their_daily_rate_by_age()
    {
        var calls = Voice("calls", 300, null) with { OpeningHours = Daily(9, 17) };
        var files = Voice("files", 300, null, 60) with { Channel = Channel.BackOffice, Chasers = new Chasers { Queue = "calls" } };
        var scenario = Scenario(4, [calls, files], [Team("team", 20, Skill("calls"))]) with
        {
            OpeningBacklogs = [new() { Queue = "files", Cases = 1000, OldestDays = 0.001 }],
        };
        var run = Run(scenario, 10);
        double[] Chasing(int from, int days) => [.. run.Tallies(0, from, days).Select(tally => tally.Chasers / days)];

        Chasing(0, 7).ShouldAgreeWith(20, 1);
        Chasing(8, 20).ShouldAgreeWith(60, 1);
        run.Tallies(0).ShouldAllBe(tally => tally.Offered == tally.Chasers && tally.Blocked == 0);
    }

    [Fact]
    public void Who_is_lost_for_good_costs_once_and_who_comes_back_costs_nothing_yet()
    {
        var calls = Voice("calls", 300, 120) with { Redial = new Redial { MaximumAttempts = 2 } };
        var plain = Scenario(1, [calls], [Team("team", 8, Skill("calls"))], Baseline("calls", PerDay(2)));
        var scenario = plain with
        {
            Network = plain.Network with { Reasons = [new Reason { Id = "settled", FirstContactResolution = 1, LossPerAbandonment = 40 }] },
        };
        var model = SimulationModel.Compile(scenario);
        var run = new Replication(model);
        run.Run(1, 0, CancellationToken.None);

        var lost = Total(model, run, Persons) - Total(model, run, PersonsAnswered);
        (Total(model, run, LossCents) / 4000.0).ShouldBe(lost, 60, "some still wait or will try again");
        Total(model, run, LossCents).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Agents_are_always_idle_busy_or_pausing_for_as_long_as_they_are_scheduled()
    {
        var calls = Voice("calls", 300, 120) with { Reasons = [new ReasonShare { Reason = "half", Share = 1 }] };
        var run = Run(Scenario(1, [calls], [Team("team", 10, Skill("calls"))], Baseline("calls", PerDay(2))), 1);
        var hours = run.Agents(0)[0];

        hours[5].ShouldBe(10 * 168, 0.01);
        hours[9].ShouldBeGreaterThan(0);
    }
}
