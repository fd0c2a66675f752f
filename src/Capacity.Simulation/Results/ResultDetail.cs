using Capacity.Simulation.Models;

namespace Capacity.Simulation.Results;

/// <summary>
/// How finely queues and teams are reported: by day where that is at most 20,000 rows, else by week where that is, else over the horizon.
/// The figures of all queues together always have their days. A search looks at weeks alone, and nothing is then kept of days.
/// </summary>
/// <param name="Weeks">Weeks are reported.</param>
/// <param name="Days">Days are reported.</param>
/// <param name="OverDays">Deciles over days and replications together are reported.</param>
internal sealed record ResultDetail(bool Weeks, bool Days, bool OverDays = true)
{
    const int MostRows = 20_000;

    public static ResultDetail Full { get; } = new(true, true);

    public static ResultDetail WeeksAlone { get; } = new(true, Days: false, OverDays: false);

    public static ResultDetail Of(SimulationModel model)
    {
        long subjects = model.Network.Queues.Length + model.Scenario.Network.Teams.Count;
        return new ResultDetail(subjects * model.Timeline.Weeks <= MostRows, subjects * model.Timeline.Days <= MostRows);
    }
}
