using System.Globalization;
using Capacity.Domain.Networks;

namespace Capacity.Domain.Levers;

/// <summary>What a lever asks people to do, in one line of French and of English.</summary>
public static class LeverTitle
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static LocalizedText Of(Network network, Lever lever) => lever switch
    {
        Overtime o => Both(
            $"Heures supplémentaires : {Number(o.HoursPerWeek, French)} h/sem., {TeamName(network, o.Team, "fr")}",
            $"Overtime: {Number(o.HoursPerWeek, English)} h a week, {TeamName(network, o.Team, "en")}"),
        Redeployment r => Both(
            $"Redéployer {Number(r.Heads, French)} {(r.Heads < 2 ? "personne" : "personnes")} de {TeamName(network, r.FromTeam, "fr")} vers {TeamName(network, r.ToTeam, "fr")}",
            $"Redeploy {Number(r.Heads, English)} {(r.Heads == 1 ? "person" : "people")} from {TeamName(network, r.FromTeam, "en")} to {TeamName(network, r.ToTeam, "en")}"),
        CallbackLever c => Both(
            $"Rappel différé dès {Minutes(c.ThresholdSeconds, French)} min d’attente, {QueueName(network, c.Queue, "fr")}",
            $"Callback from {Minutes(c.ThresholdSeconds, English)} min of waiting, {QueueName(network, c.Queue, "en")}"),
        Deflection d => Both(
            $"Libre-service pour « {ReasonName(network, d.Reason, "fr")} » : {Percent(d.Share, French)} des demandes",
            $"Self-service for “{ReasonName(network, d.Reason, "en")}”: {Percent(d.Share, English)} of contacts"),
        Hire h => Both(
            $"Embaucher {People(h.Heads, French)} : {TeamName(network, h.Team, "fr")}",
            $"Hire {People(h.Heads, English)}: {TeamName(network, h.Team, "en")}"),
        Recall r => Both(
            $"Rappeler {People(r.Heads, French)} du chômage partiel : {TeamName(network, r.Team, "fr")}",
            $"Recall {People(r.Heads, English)} from short-time work: {TeamName(network, r.Team, "en")}"),
        CrossTraining t => Both(
            $"Former {People(t.Heads, French)} de {TeamName(network, t.Team, "fr")} à {QueueName(network, t.Queue, "fr")}",
            $"Train {People(t.Heads, English)} of {TeamName(network, t.Team, "en")} for {QueueName(network, t.Queue, "en")}"),
        ShrinkageChange c => Both(
            $"{Given(network, c) switch { true => "Rendre du temps", false => "Prendre du temps", _ => "Changer les temps" }} : {Shares(network, c, French)}, {TeamName(network, c.Team, "fr")}",
            $"{Given(network, c) switch { true => "Give time back", false => "Take time", _ => "Change times" }}: {Shares(network, c, English)}, {TeamName(network, c.Team, "en")}"),
        _ => throw new ArgumentOutOfRangeException(nameof(lever), lever.GetType().Name, "A lever without a title."),
    };

    /// <summary>Whether people get more of each share that is changed; false where they get less; null where both or neither.</summary>
    private static bool? Given(Network network, ShrinkageChange change)
    {
        var changes = change.Shares(network.Teams.FirstOrDefault(team => team.Id == change.Team)?.Shrinkage ?? new Shrinkage()).ToList();
        var (more, less) = (changes.Any(share => share.After > share.Before), changes.Any(share => share.After < share.Before));
        return more == less ? null : more;
    }

    private static string Shares(Network network, ShrinkageChange change, CultureInfo culture) => string.Join(", ",
        change.Shares(network.Teams.FirstOrDefault(team => team.Id == change.Team)?.Shrinkage ?? new Shrinkage())
            .Select(share => $"{ShareName(share.Name, culture)} {Tenths(share.Before, culture)} → {Tenths(share.After, culture)}"));

    private static string ShareName(string share, CultureInfo culture) => (share, culture == French) switch
    {
        ("breaks", true) => "pauses",
        ("meetings", true) => "réunions",
        ("training", true) => "formation",
        ("cohesion", true) => "cohésion",
        ("cohesion", false) => "team time",
        _ => share,
    };

    private static LocalizedText Both(string fr, string en) => LocalizedText.Of(fr, en);

    private static string People(double heads, CultureInfo culture) =>
        $"{Number(heads, culture)} {(culture == French ? (heads < 2 ? "personne" : "personnes") : (heads == 1 ? "person" : "people"))}";

    private static string Number(double value, CultureInfo culture) => value.ToString("#,0.#", culture);

    private static string Minutes(double seconds, CultureInfo culture) => (seconds / 60).ToString("0.#", culture);

    private static string Percent(double share, CultureInfo culture) => Percentage.Of(share, culture);

    private static string Tenths(double share, CultureInfo culture) => Percentage.Of(share, culture, "0.#");

    private static string TeamName(Network network, string id, string language) =>
        Named(network.Teams.FirstOrDefault(t => t.Id == id)?.Name, language, id);

    private static string QueueName(Network network, string id, string language) =>
        Named(network.Queues.FirstOrDefault(q => q.Id == id)?.Name, language, id);

    private static string ReasonName(Network network, string id, string language) =>
        Named(network.Reasons.FirstOrDefault(r => r.Id == id)?.Name, language, id);

    private static string Named(LocalizedText? name, string language, string id) =>
        name?.In(language) is { Length: > 0 } text ? text : id;
}
