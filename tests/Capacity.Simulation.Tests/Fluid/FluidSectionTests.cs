using Capacity.Domain.Networks;
using Capacity.Domain.Samples;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Fluid;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Tests.Fluid;

public class FluidSectionTests
{
    /// <summary>The first group of a generated operation helps nobody and is helped by nobody; the other four make a chain of helpers.</summary>
    [Fact]
    public void Queues_that_people_or_contacts_link_are_computed_together() =>
        Sections(GeneratedNetwork.Scenario(new GeneratedNetworkOptions { Queues = 20, Weeks = 1 }))
            .Select(section => string.Join(' ', section.Queues)).ShouldBe(["4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19", "0 1 2 3"]);

    [Fact]
    public void A_team_that_helps_another_group_links_the_two()
    {
        var scenario = GeneratedNetwork.Scenario(new GeneratedNetworkOptions { Queues = 20, Weeks = 1 });
        var (helper, helped) = (scenario.Network.Teams[0], scenario.Network.Queues[4]);
        Team[] teams = [helper with { Skills = [.. helper.Skills, new Skill { Queue = helped.Id }] }, .. scenario.Network.Teams.Skip(1)];
        Sections(scenario with { Network = scenario.Network with { Teams = teams } }).Length.ShouldBe(1);
    }

    [Fact]
    public void Every_queue_team_and_flow_of_a_large_operation_is_in_one_of_few_sections()
    {
        var model = new FluidModel(SimulationModel.Compile(GeneratedNetwork.Scenario(
            new GeneratedNetworkOptions { Queues = 100, Weeks = 1, IntervalMinutes = 60, SpecialistShare = 0.9 })));
        model.Sections.Length.ShouldBe(8);
        model.Sections.SelectMany(section => section.Queues).Order().ShouldBe(Enumerable.Range(0, 100));
        model.Sections.SelectMany(section => section.Teams).Order().ShouldBe(Enumerable.Range(0, model.Model.Scenario.Network.Teams.Count));
        model.Sections.Sum(section => section.Flows.Length).ShouldBe(model.Flows.All.Length);
        model.Sections.ShouldAllBe(section => section.Flows.All(flow => section.Queues.Contains(flow.Target)));
    }

    static FluidSection[] Sections(Scenario scenario) => new FluidModel(SimulationModel.Compile(scenario)).Sections;
}
