using System.Globalization;
using Capacity.Domain.Networks;

namespace Capacity.Domain.Scores;

/// <summary>Says in one sentence which side is worse, and where and why.</summary>
internal static class ScoreSentence
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Format of figures that are shares.</summary>
    private const string Share = "%";

    private static readonly Dictionary<string, (string Fr, string En, string Format)> Words = new()
    {
        ["serviceLevelShortfall"] = ("{0} manque son niveau de service de {1}", "{0} misses its service level by {1}", Share),
        ["longWaitAgainstTarget"] = ("un contact sur vingt de {0} attend plus de {1} fois la cible", "one contact in twenty of {0} waits more than {1} times the target", "0.#"),
        ["waitAgainstTarget"] = ("{0} attend {1} fois sa cible", "{0} waits {1} times its target", "0.#"),
        ["abandonmentRate"] = ("{1} des contacts de {0} abandonnent", "{1} of the contacts of {0} give up", Share),
        ["effort"] = ("{0} demande {1} contacts par besoin", "{0} takes {1} contacts per need", "0.##"),
        ["overdueShare"] = ("{1} des dossiers de {0} sont en retard", "{1} of the cases of {0} are overdue", Share),
        ["occupancyAgainstCeiling"] = ("{0} travaille à {1} de son plafond d’occupation", "{0} works at {1} of its occupancy ceiling", Share),
        ["deferredLoad"] = ("{0} est prise à {1} par des dossiers", "{0} is busy with cases {1} of its time", Share),
        ["hardContactsPerAgentDay"] = ("{0} prend {1} contacts difficiles par personne et jour", "{0} takes {1} hard contacts per person and day", "0.#"),
        ["overtimeShare"] = ("{1} des heures de {0} sont supplémentaires", "{1} of the hours of {0} are overtime", Share),
        ["hoursAboveCeiling"] = ("{0} dépasse son plafond de {1} de ses heures", "{0} is above its ceiling by {1} of its hours", Share),
        ["breaksKept"] = ("{0} n’a que {1} des pauses de la loi", "{0} has only {1} of the law’s breaks", Share),
        ["noticeKept"] = ("{0} n’est prévenue qu’à {1} du délai", "{0} is told with only {1} of the notice", Share),
        ["timeTogetherKept"] = ("{0} ne garde que {1} de son temps de formation et de cohésion", "{0} keeps only {1} of its time for training and cohesion", Share),
        ["churnRisk"] = ("{0} risque de perdre {1} de ses gens par an", "{0} risks losing {1} of its people a year", Share),
    };

    /// <summary>What is said of a hard limit, whose figure is not the component's.</summary>
    private static readonly (string Fr, string En, string Format) Overworked =
        ("{0} est occupée à {1} pendant une semaine", "{0} is occupied at {1} in a week", Share);

    public static LocalizedText Of(Symmetry symmetry, Network network)
    {
        var employees = symmetry.Employees.Score < symmetry.Customers.Score;
        var (worse, better) = employees ? (symmetry.Employees, symmetry.Customers) : (symmetry.Customers, symmetry.Employees);
        if (Worst(worse) is not { } worst)
            return new LocalizedText();
        string Told(string language, string text, CultureInfo culture) =>
            string.Format(culture, text, Name(network, worst.Subject, language), Figure(worst.Figure, worst.Words.Format, culture));
        return LocalizedText.Of(
            $"{Side(employees, "Les salariés", "Les clients")} : {Status(worse.Status, "fr")}, {Side(!employees, "les salariés", "les clients")} : {Status(better.Status, "fr")} ; {Told("fr", worst.Words.Fr, French)}.",
            $"{Side(employees, "Employees", "Customers")} are {Status(worse.Status, "en")} while {Side(!employees, "employees", "customers")} are {Status(better.Status, "en")}: {Told("en", worst.Words.En, English)}.");
    }

    /// <summary>The broken limit, and where there is none the component that scores worst.</summary>
    private static (string Subject, double Figure, (string Fr, string En, string Format) Words)? Worst(SideScore side)
    {
        if (side.LimitBrokenBy.Length > 0)
            return (side.LimitBrokenBy, side.LimitFigure, side.LimitBroken == ScoreScales.Default.BreaksKept.Name ? Words[side.LimitBroken] : Overworked);
        return side.Components.MinBy(component => component.Score) is { } worst && Words.TryGetValue(worst.Name, out var words)
            ? (worst.WorstSubject, worst.WorstFigure, words)
            : null;
    }

    private static string Figure(double value, string format, CultureInfo culture) =>
        format == Share ? Percentage.Of(value, culture) : value.ToString(format, culture);

    private static string Side(bool employees, string one, string other) => employees ? one : other;

    private static string Status(ScoreStatus status, string language) => (status, language) switch
    {
        (ScoreStatus.Green, "fr") => "vert",
        (ScoreStatus.Amber, "fr") => "orange",
        (ScoreStatus.Red, "fr") => "rouge",
        _ => status.ToString().ToLowerInvariant(),
    };

    private static string Name(Network network, string id, string language)
    {
        var name = network.Teams.FirstOrDefault(team => team.Id == id)?.Name ?? network.Queues.FirstOrDefault(queue => queue.Id == id)?.Name;
        return name?.In(language) is { Length: > 0 } text ? text : id;
    }
}
