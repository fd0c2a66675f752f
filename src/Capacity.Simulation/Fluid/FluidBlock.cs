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

    /// <summary>Expected sums by day, and by queue and field; those after the last day are of cases that were open before the start.</summary>
    public Lanes[][] Sums { get; } = Rows(model.Timeline.SimulatedDays + 1, model.Queues.Length * (int)ContactField.Count);

    /// <summary>Expected sums by day, and by team and field.</summary>
    public Lanes[][] TeamSums { get; } = Rows(model.Timeline.SimulatedDays, model.Model.Scenario.Network.Teams.Count * (int)AgentField.Count);

    /// <summary>Course of events of a lane.</summary>
    public int CourseOf(int lane) => Conditions.Courses[Number * FluidEngine.Width + lane];

    static Lanes[][] Rows(int days, int length) => [.. Enumerable.Range(0, days).Select(_ => new Lanes[length])];
}
