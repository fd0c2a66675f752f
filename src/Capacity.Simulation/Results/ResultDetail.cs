using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>
/// How finely queues and teams are reported: by day where that is at most 20,000 rows, else by week where that is, else over the horizon.
/// The figures of all queues together always have their days.
/// </summary>
internal sealed record ResultDetail(bool Weeks, bool Days)
{
    const int MostRows = 20_000;

    public static ResultDetail Full { get; } = new(true, true);

    public static ResultDetail Of(SimulationModel model)
    {
        long subjects = model.Network.Queues.Length + model.Scenario.Network.Teams.Count;
        return new ResultDetail(subjects * model.Timeline.Weeks <= MostRows, subjects * model.Timeline.Days <= MostRows);
    }
}
