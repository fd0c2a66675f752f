using Capacity.Domain.Json;
using Capacity.Domain.Networks;
using Capacity.Domain.Rules;
using Capacity.Domain.Samples;

namespace Capacity.Domain.Tests.Samples;

public class GeneratedNetworkTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 0.4, 13)]
    [InlineData(22, 5, 30)]
    public void Passes_every_rule_at_any_size(int queues, double teamsPerQueue, int weeks)
    {
        var scenario = GeneratedNetwork.Scenario(new() { Queues = queues, TeamsPerQueue = teamsPerQueue, Weeks = weeks });
        ScenarioRules.Check(scenario).ShouldBeEmpty();
        scenario.Network.Queues.Count.ShouldBe(queues);
    }

    [Fact]
    public void Has_the_teams_that_were_asked_for() =>
        GeneratedNetwork.Scenario(new() { Queues = 200, TeamsPerQueue = 5 }).Network.Teams.Count.ShouldBe(1000);

    [Fact]
    public void Covers_every_channel() =>
        GeneratedNetwork.Scenario(new()).Network.Queues.Select(queue => queue.Channel).Distinct().Count()
            .ShouldBe(Enum.GetValues<Channel>().Length);

    [Fact]
    public void Serves_every_queue_by_some_team()
    {
        var network = GeneratedNetwork.Scenario(new() { TeamsPerQueue = 0.5 }).Network;
        var served = network.Teams.SelectMany(team => team.Skills).Select(skill => skill.Queue).ToHashSet();
        network.Queues.ShouldAllBe(queue => served.Contains(queue.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(101)]
    public void A_planned_operation_has_teams_of_people_who_share_work(ulong seed)
    {
        var scenario = GeneratedNetwork.Scenario(GeneratedNetworkOptions.Planned(seed));
        ScenarioRules.Check(scenario).ShouldBeEmpty();
        var teams = scenario.Network.Teams;
        teams.ShouldAllBe(team => team.Headcount >= 5 && team.Headcount <= 500 && team.Skills.Count >= 1 && team.Skills.Count <= 5);
        teams.Count(team => team.Skills.Count > 1).ShouldBeGreaterThan(teams.Count / 2);
        teams.Count(team => team.Skills.Count == 1).ShouldBeGreaterThan(0);
        var served = teams.SelectMany(team => team.Skills).Where(skill => skill.Priority == 1).Select(skill => skill.Queue).ToHashSet();
        scenario.Network.Queues.ShouldAllBe(queue => served.Contains(queue.Id));
    }

    [Fact]
    public void Is_the_same_for_the_same_options_and_another_for_another_seed()
    {
        var first = ScenarioJson.Write(GeneratedNetwork.Scenario(new() { Seed = 5 }));
        ScenarioJson.Write(GeneratedNetwork.Scenario(new() { Seed = 5 })).ShouldBe(first);
        ScenarioJson.Write(GeneratedNetwork.Scenario(new() { Seed = 6 })).ShouldNotBe(first);
    }

    [Fact]
    public void Begins_a_larger_operation_with_the_queues_of_a_smaller_one()
    {
        var (small, large) = (GeneratedNetwork.Scenario(new() { Queues = 8 }), GeneratedNetwork.Scenario(new() { Queues = 40 }));
        large.Baselines.Take(8).Select(baseline => baseline.Days.Sum(day => day.Contacts))
            .ShouldBe(small.Baselines.Select(baseline => baseline.Days.Sum(day => day.Contacts)));
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void Has_as_many_people_as_its_load_says(double load)
    {
        var scenario = GeneratedNetwork.Scenario(new() { Queues = 400, Load = load, LoadSpread = 0 });
        var hours = scenario.Network.Queues.Zip(scenario.Baselines, (queue, baseline) =>
            baseline.Days.Sum(day => day.Contacts) * queue.HandleTime.MeanSeconds / 3600 * (queue.Channel == Channel.Chat ? 0.7 : 1)).Sum();
        var there = scenario.Network.Teams.Sum(team => team.Headcount * team.ContractHours * team.Shrinkage.Remaining());
        (1.2 * hours / there).ShouldBe(load, 0.01);
    }
}
