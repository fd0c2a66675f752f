using Capacity.Domain.Emotions;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>One figure of a scenario that a person may change: its unit, where it comes from, and how it is written back.</summary>
/// <param name="Group">The part of the scenario it belongs to.</param>
/// <param name="Key">A stable name, unique in the scenario.</param>
/// <param name="Label">What it is, in words.</param>
/// <param name="Unit">The unit in which it is typed.</param>
/// <param name="Source">Where the figure comes from.</param>
/// <param name="Value">The figure in its unit.</param>
/// <param name="Least">The smallest value that makes sense.</param>
/// <param name="Most">The largest value that makes sense.</param>
/// <param name="Write">Makes the scenario with another figure.</param>
public sealed record ScenarioParameter(
    string Group, string Key, string Label, string Unit, string Source, double Value, double Least, double Most, Func<Scenario, double, Scenario> Write);

/// <summary>The main figures of a scenario as a form.</summary>
public sealed class ScenarioParameters(IStringLocalizer text)
{
    private static string Language => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>Every figure of the form, group by group.</summary>
    public IReadOnlyList<ScenarioParameter> Of(Scenario scenario) =>
    [
        Share("Whole", "goalProbability", text["GoalProbability"], text["FromScenario"], scenario.GoalProbability, (one, value) => one with { GoalProbability = value }),
        new(text["Whole"], "weeks", text["Weeks"], text["UnitWeeks"], text["FromScenario"], scenario.Weeks, 1, 130, (one, value) => one with { Weeks = (int)value }),
        .. scenario.Furloughs.Select((furlough, i) => Share("Supply", $"furlough.{furlough.Id}", text["Furlough", TeamName(scenario, furlough.Team)], text["FromScenario"],
            furlough.Share, (one, value) => one with { Furloughs = With(one.Furloughs, i, old => old with { Share = value }) })),
        .. Strain(scenario.EmotionalLoad ?? new EmotionalLoad { Enabled = false }),
        .. Strain(scenario.OccupancyStrain ?? new OccupancyStrain { Enabled = false }),
        .. scenario.Network.Queues.SelectMany(QueueFigures),
        .. scenario.Network.Teams.SelectMany(TeamFigures),
    ];

    /// <summary>What lasting hard contacts do to people: assumptions, with a switch.</summary>
    private IEnumerable<ScenarioParameter> Strain(EmotionalLoad load)
    {
        ScenarioParameter Figure(string key, string unit, double value, double most, Func<EmotionalLoad, double, EmotionalLoad> write) =>
            new(text["Strain"], $"strain.{key}", text["Strain." + key], unit, text["StrainSource"], value, 0, most,
                (one, typed) => one with { EmotionalLoad = write(one.EmotionalLoad ?? new EmotionalLoad { Enabled = false }, typed) });
        yield return Figure("enabled", text["UnitSwitch"], load.Enabled ? 1 : 0, 1, (old, value) => old with { Enabled = value >= 0.5 });
        yield return Figure("from", text["UnitPerDay"], load.StrainFromContacts, 100, (old, value) => old with { StrainFromContacts = value });
        yield return Figure("weeks", text["UnitWeeks"], load.StrainWeeks, 52, (old, value) => old with { StrainWeeks = Math.Max(1, (int)value) });
        yield return Figure("absence", "%", load.AbsenceShare * 100, 40, (old, value) => old with { AbsenceShare = value / 100 });
        yield return Figure("attrition", "%", load.AttritionShare * 100, 100, (old, value) => old with { AttritionShare = value / 100 });
    }

    /// <summary>What lasting occupancy above the ceiling does to people: assumptions, with a switch.</summary>
    private IEnumerable<ScenarioParameter> Strain(OccupancyStrain strain)
    {
        ScenarioParameter Figure(string key, string unit, double value, double most, Func<OccupancyStrain, double, OccupancyStrain> write) =>
            new(text["OccupancyStrain"], $"occupancyStrain.{key}", text["OccupancyStrain." + key], unit, text["OccupancyStrainSource"], value, 0, most,
                (one, typed) => one with { OccupancyStrain = write(one.OccupancyStrain ?? new OccupancyStrain { Enabled = false }, typed) });
        yield return Figure("enabled", text["UnitSwitch"], strain.Enabled ? 1 : 0, 1, (old, value) => old with { Enabled = value >= 0.5 });
        yield return Figure("weeks", text["UnitWeeks"], strain.StrainWeeks, 52, (old, value) => old with { StrainWeeks = Math.Max(1, (int)value) });
        yield return Figure("absence", "%", strain.AbsenceShare * 100, 40, (old, value) => old with { AbsenceShare = value / 100 });
        yield return Figure("attrition", "%", strain.AttritionShare * 100, 100, (old, value) => old with { AttritionShare = value / 100 });
    }

    private IEnumerable<ScenarioParameter> QueueFigures(Queue queue, int i)
    {
        string group = text["GroupQueue", queue.Name.In(Language)];
        yield return new(group, $"queue.{queue.Id}.handle", text["Handle"], "s", text["FromScenario"], queue.HandleTime.MeanSeconds, 1, 86_400,
            (one, value) => Queue(one, i, old => old with { HandleTime = old.HandleTime with { MeanSeconds = value } }));
        yield return new(group, $"queue.{queue.Id}.level", text["Level"], "%", text["LevelSource"], queue.Goals.ServiceLevel * 100, 0, 100,
            (one, value) => Queue(one, i, old => old with { Goals = old.Goals with { ServiceLevel = value / 100 } }));
        yield return new(group, $"queue.{queue.Id}.target", text["Target"], "s", text["TargetSource"], queue.Goals.TargetSeconds, 0, 1e7,
            (one, value) => Queue(one, i, old => old with { Goals = old.Goals with { TargetSeconds = value } }));
        if (queue.Patience is { } patience)
        {
            yield return new(group, $"queue.{queue.Id}.patience", text["Patience"], "s", text["PatienceSource"], patience.MeanSeconds, 1, 86_400,
                (one, value) => Queue(one, i, old => old with { Patience = old.Patience! with { MeanSeconds = value } }));
        }

        if (queue.Redial is { } redial)
        {
            yield return new(group, $"queue.{queue.Id}.redial", text["Redial"], "%", text["RedialSource"], redial.Probability * 100, 0, 100,
                (one, value) => Queue(one, i, old => old with { Redial = old.Redial! with { Probability = value / 100 } }));
        }
    }

    private IEnumerable<ScenarioParameter> TeamFigures(Team team, int i)
    {
        string group = text["GroupTeam", team.Name.In(Language)];
        yield return new(group, $"team.{team.Id}.heads", text["Heads"], text["UnitHeads"], text["FromScenario"], team.Headcount, 0, 100_000,
            (one, value) => Team(one, i, old => old with { Headcount = value }));
        yield return new(group, $"team.{team.Id}.ceiling", text["Ceiling"], "%", text["CeilingSource"], team.OccupancyCeiling * 100, 1, 100,
            (one, value) => Team(one, i, old => old with { OccupancyCeiling = value / 100 }));
    }

    private ScenarioParameter Share(string group, string key, string label, string source, double share, Func<Scenario, double, Scenario> write) =>
        new(text[group], key, label, "%", source, share * 100, 0, 100, (one, value) => write(one, value / 100));

    private static string TeamName(Scenario scenario, string id) => scenario.Network.Teams.FirstOrDefault(team => team.Id == id)?.Name.In(Language) ?? id;

    private static Scenario Queue(Scenario scenario, int i, Func<Queue, Queue> change) =>
        scenario with { Network = scenario.Network with { Queues = With(scenario.Network.Queues, i, change) } };

    private static Scenario Team(Scenario scenario, int i, Func<Team, Team> change) =>
        scenario with { Network = scenario.Network with { Teams = With(scenario.Network.Teams, i, change) } };

    private static T[] With<T>(IReadOnlyList<T> items, int i, Func<T, T> change) => [.. items.Select((item, at) => at == i ? change(item) : item)];
}
