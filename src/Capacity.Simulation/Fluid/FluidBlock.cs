using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Fluid;

/// <summary>Eight environments of a scenario: their expected sums, to which every section of the network adds its own rows.</summary>
/// <param name="model">The scenario.</param>
/// <param name="conditions">Environments of all blocks.</param>
/// <param name="number">Place of this one among them.</param>
internal sealed class FluidBlock(FluidModel model, LaneConditions conditions, int number)
{
    public FluidModel Model { get; } = model;
    public LaneConditions Conditions { get; } = conditions;
    public int Number { get; } = number;

    /// <summary>Expected sums by queue, day and field; the row after the last day holds cases that were open before the start.</summary>
    public Lanes[] Sums { get; } = new Lanes[model.Queues.Length * (model.Timeline.SimulatedDays + 1) * (int)ContactField.Count];

    /// <summary>Expected sums by team, day and field.</summary>
    public Lanes[] TeamSums { get; } =
        new Lanes[model.Model.Scenario.Network.Teams.Count * model.Timeline.SimulatedDays * (int)AgentField.Count];

    /// <summary>Course of events of a lane.</summary>
    public int CourseOf(int lane) => Conditions.Courses[Number * FluidEngine.Width + lane];
}
