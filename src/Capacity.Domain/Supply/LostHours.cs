using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Domain.Supply;

/// <summary>Why contract hours serve no contact, in the order in which they are taken: each kind takes its share of what those before it left.</summary>
public enum SupplyLoss
{
    /// <summary>Hours of people who have left since the start, or whose contract ended.</summary>
    Attrition,

    /// <summary>Newcomers in their class.</summary>
    Newcomers,

    /// <summary>Short-time work, less recalls.</summary>
    ShortTime,
    Leave,
    Training,
    Cohesion,
    Meetings,

    /// <summary>Breaks; of a team with shifts, the paid breaks of its shifts.</summary>
    Breaks,

    /// <summary>Sickness and other unplanned absence.</summary>
    Sickness,

    /// <summary>Absence waves of the site, at their mean.</summary>
    Absence,

    /// <summary>Scheduled time that is not spent available.</summary>
    Adherence,
}

/// <summary>The contract hours of one team in one week and what becomes of them, in whole thousandths of an hour: they add up to the last one.</summary>
/// <remarks>
/// Before overtime and people lent or borrowed, and in an ordinary week: a closed date is not taken out. Positions come from the hours at work.
/// </remarks>
public sealed record LostHours
{
    public string Team { get; init; } = "";
    public LocalDate Monday { get; init; }

    /// <summary>Contract hours had nobody left, in thousandths; exactly the sum of what is lost and what is at work.</summary>
    public long Contract { get; init; }

    /// <summary>Lost thousandths by kind; every kind is there.</summary>
    public IReadOnlyDictionary<SupplyLoss, long> Lost { get; init; } = new Dictionary<SupplyLoss, long>();

    /// <summary>What is left to serve contacts, in thousandths.</summary>
    public long AtWork { get; init; }

    public decimal Hours(SupplyLoss loss) => Lost.GetValueOrDefault(loss) / 1000m;

    /// <summary>Every team in every week of a scenario, teams in the network's order.</summary>
    public static IReadOnlyList<LostHours> Of(Scenario scenario)
    {
        var hires = scenario.Levers.OfType<Hire>().ToLookup(hire => hire.Team, StringComparer.Ordinal);
        return [.. scenario.Network.Teams.SelectMany(team =>
        {
            var everybody = StaffFlow.Of(team with { Contracts = [.. team.Contracts.Select(contract => contract with { Until = null })] },
                hires[team.Id].Select(hire => hire with { Until = null }), scenario.Start, scenario.Weeks, attritionFactor: 0);
            var people = StaffFlow.Of(team, hires[team.Id], scenario.Start, scenario.Weeks);
            return people.Select((week, number) => Of(scenario, team, everybody[number].Hours, week, scenario.Start.PlusWeeks(number)));
        })];
    }

    /// <summary>The sum over teams or weeks.</summary>
    public static LostHours Sum(IEnumerable<LostHours> parts)
    {
        var all = parts.ToList();
        return new LostHours
        {
            Contract = all.Sum(part => part.Contract),
            AtWork = all.Sum(part => part.AtWork),
            Lost = Enum.GetValues<SupplyLoss>().ToDictionary(loss => loss, loss => all.Sum(part => part.Lost.GetValueOrDefault(loss))),
        };
    }

    private static LostHours Of(Scenario scenario, Team team, double everybody, TeamSupply people, LocalDate monday)
    {
        var left = (Exact: everybody, Rounded: Thousandths(everybody));
        var (lost, contract) = (new Dictionary<SupplyLoss, long>(), left.Rounded);
        void Leaves(SupplyLoss loss, double hours)
        {
            lost[loss] = left.Rounded - Thousandths(hours);
            left = (hours, Thousandths(hours));
        }
        Leaves(SupplyLoss.Attrition, people.Hours);
        Leaves(SupplyLoss.Newcomers, people.TrainedHours);
        foreach (var (loss, share) in Shares(scenario, team, monday))
            Leaves(loss, left.Exact * (1 - share));
        return new LostHours { Team = team.Id, Monday = monday, Contract = contract, Lost = lost, AtWork = left.Rounded };
    }

    private static IEnumerable<(SupplyLoss Loss, double Share)> Shares(Scenario scenario, Team team, LocalDate monday)
    {
        var shrinkage = DatedShrinkage.InWeek(scenario, team, monday);
        yield return (SupplyLoss.ShortTime, ShortTime.ShareOf(scenario, team, monday));
        yield return (SupplyLoss.Leave, shrinkage.Leave);
        yield return (SupplyLoss.Training, shrinkage.Training);
        yield return (SupplyLoss.Cohesion, shrinkage.Cohesion);
        yield return (SupplyLoss.Meetings, shrinkage.Meetings);
        yield return (SupplyLoss.Breaks, team.Shifts.Count > 0 ? PaidBreaks(team.Shifts) : shrinkage.Breaks);
        yield return (SupplyLoss.Sickness, shrinkage.Absence);
        yield return (SupplyLoss.Absence, Waves(scenario, team, monday));
        yield return (SupplyLoss.Adherence, 1 - shrinkage.Adherence);
    }

    private static double PaidBreaks(IReadOnlyList<ShiftPattern> shifts)
    {
        var paid = shifts.Sum(shift => shift.Weight * shift.Days.Count * shift.PaidMinutes());
        return paid > 0 ? 1 - shifts.Sum(shift => shift.Weight * shift.Days.Count * shift.WorkedMinutes()) / paid : 0;
    }

    /// <summary>Mean over the week's days of what the site's waves take at their mean peak; a wave rises to its middle and falls again.</summary>
    private static double Waves(Scenario scenario, Team team, LocalDate monday) => Enumerable.Range(0, 7).Average(day =>
        1 - scenario.AbsenceWaves.Where(wave => wave.Site == team.Site).Aggregate(1.0, (present, wave) => present * (1 - wave.PeakShare * Height(wave, monday.PlusDays(day)))));

    private static double Height(AbsenceWave wave, LocalDate date)
    {
        if (wave.During is not { From: { } from, Until: { } until } || date < from || date >= until)
            return 0;
        return 1 - Math.Abs(2 * (Period.DaysBetween(from, date) + 0.5) / Period.DaysBetween(from, until) - 1);
    }

    private static long Thousandths(double hours) => (long)Math.Round(hours * 1000);
}
