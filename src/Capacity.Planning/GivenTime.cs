using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Supply;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;

namespace Capacity.Planning;

/// <summary>Hours of break, and of training, meetings and team time, that one plan gives people beside another.</summary>
/// <remarks>Expected paid hours times their share: nothing of it is drawn, so that its interval is the figure itself.</remarks>
internal static class GivenTime
{
    /// <summary>A comparison with the differences in given time beside the simulated ones.</summary>
    public static PairedComparison Added(PairedComparison simulated, SimulationModel without, SimulationModel with) => simulated with
    {
        Differences =
        [
            .. simulated.Differences,
            .. with.Scenario.Network.Teams.SelectMany((team, index) => new[]
            {
                Difference(TeamKpiNames.BreakHours, team, index, without, with, shrinkage => shrinkage.BreakShare()),
                Difference(TeamKpiNames.TogetherHours, team, index, without, with, shrinkage => shrinkage.TogetherShare()),
            }),
        ],
    };

    private static PairedDifference Difference(
        string kpi, Team team, int index, SimulationModel without, SimulationModel with, Func<Shrinkage, double> share) => new()
    {
        Kpi = kpi,
        Subject = team.Id,
        Mean = Hours(with, team, index, share) - Hours(without, team, index, share),
    };

    private static double Hours(SimulationModel model, Team team, int index, Func<Shrinkage, double> share) =>
        Enumerable.Range(0, model.Timeline.Weeks).Sum(week => model.PaidWeek(index, week).PaidHours
            * DatedShrinkage.InWeek(model.Scenario, team, model.Scenario.Start.PlusWeeks(week), one => share(one) / one.PaidShare()));
}
