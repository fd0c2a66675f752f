using System.Globalization;
using Capacity.Domain.Json;
using NodaTime;

namespace Capacity.Domain.Rules;

/// <summary>Collects broken rules, each with the JSON Pointer of the value, the reason and the mend.</summary>
internal sealed class RuleBook
{
    /// <summary>Dates outside are missing or mistyped: the time zone rules and holidays of this program reach so far.</summary>
    private static readonly LocalDate Earliest = new(1990, 1, 1);
    private static readonly LocalDate Latest = new(2199, 12, 31);

    /// <summary>Enough to mend a file; more only hides the first ones.</summary>
    public const int MostErrors = 500;

    private readonly List<InputError> _errors = [];

    public IReadOnlyList<InputError> Errors => _errors;

    public void Break(string path, string problem, string mend, string problemFr, string mendFr)
    {
        if (_errors.Count < MostErrors)
            _errors.Add(new InputError(path, 0, 0, problem, mend) { ProblemFr = problemFr, MendFr = mendFr });
    }

    public void Require(bool holds, string path, string problem, string mend, string problemFr, string mendFr)
    {
        if (!holds)
            Break(path, problem, mend, problemFr, mendFr);
    }

    /// <summary>Identifiers of one kind: slugs, each once. Returns those that references may name.</summary>
    public IReadOnlyCollection<string> Identifiers(string listPath, string noun, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var id in ids)
        {
            var path = $"{listPath}/{index++}/id";
            Identifier(path, noun, id);
            if (id.Length > 0 && !seen.Add(id))
                Break(path, $"Two entries of this list have the id '{id}'.", $"Give each {noun} an id of its own.",
                    $"Deux entrées de cette liste ont l’identifiant « {id} ».", "Donnez à chacune son propre identifiant.");
        }
        return seen;
    }

    public void Identifier(string path, string noun, string id)
    {
        if (id.Length == 0)
            Break(path, $"The {noun} has no id.", "Give it an id like \"refund-voice\".",
                "L’entrée n’a pas d’identifiant.", "Donnez-lui un identifiant comme « refund-voice ».");
        else if (!Slug.IsValid(id))
            Break(path, $"'{Shorten(id)}' is not an id.",
                "An id has lower-case letters, digits and single hyphens, begins with a letter and has at most 64 characters.",
                $"« {Shorten(id)} » n’est pas un identifiant.",
                "Un identifiant a des minuscules, des chiffres et des tirets simples, commence par une lettre et a 64 caractères au plus.");
    }

    public void Reference(string path, string noun, string id, IReadOnlyCollection<string> known)
    {
        if (id.Length == 0)
            Break(path, $"No {noun} is named.", known.Count == 0 ? $"Add a {noun} first."
                : $"Name one of: {string.Join(", ", known.Take(15))}.",
                "Il manque un nom ici.", known.Count == 0 ? "Ajoutez d’abord ce qui doit être nommé." : $"Choisissez parmi : {string.Join(", ", known.Take(15))}.");
        else if (!known.Contains(id))
            Break(path, $"There is no {noun} '{Shorten(id)}'.", NearestName.Suggest(id, known),
                $"« {Shorten(id)} » n’existe pas.", NearestName.SuggestInFrench(id, known));
    }

    public void References(string path, string noun, IReadOnlyList<string> ids, IReadOnlyCollection<string> known)
    {
        for (var i = 0; i < ids.Count; i++)
            Reference($"{path}/{i}", noun, ids[i], known);
    }

    /// <summary>A share or probability, both ends included.</summary>
    public void Share(string path, double value) =>
        Require(value is >= 0 and <= 1, path, $"{Text(value)} is not a share.", "Write a number from 0 to 1; 25 % is 0.25.",
            $"{Text(value)} n’est pas une part.", "Donnez une part de 0 à 1, c’est-à-dire de 0 à 100 %.");

    /// <summary>A probability strictly between 0 and 1, for goals that must leave room on both sides.</summary>
    public void InnerShare(string path, double value) =>
        Require(value is > 0 and < 1, path, $"{Text(value)} cannot be a goal.", "Write a number above 0 and below 1; 80 % is 0.8.",
            $"{Text(value)} ne peut pas être un objectif.", "Donnez un nombre entre 0 et 1, bornes exclues ; 80 % est 0,8.");

    public void Between(string path, double value, double least, double most, string unit = "") => Require(
        value >= least && value <= most, path,
        $"{Text(value)} lies outside {Text(least)} to {Text(most)}{unit}.",
        $"Write a number from {Text(least)} to {Text(most)}.",
        $"{Text(value)} n’est pas entre {Text(least)} et {Text(most)}.", $"Donnez un nombre de {Text(least)} à {Text(most)}.");

    /// <summary>A number above zero and not beyond what the program can hold.</summary>
    public void Positive(string path, double value, double most = 1e9, string unit = "") => Require(
        value > 0 && value <= most, path,
        $"{Text(value)} is not a number above 0 and up to {Text(most)}{unit}.",
        $"Write a number above 0 and at most {Text(most)}.",
        $"{Text(value)} n’est pas un nombre au-dessus de 0 et jusqu’à {Text(most)}.", $"Donnez un nombre au-dessus de 0 et d’au plus {Text(most)}.");

    public void Date(string path, LocalDate date) => Require(
        date >= Earliest && date <= Latest, path,
        date == default ? "The date is missing." : $"{date:uuuu-MM-dd} lies outside 1990 to 2199.",
        "Write a date like \"2020-03-16\".",
        date == default ? "La date manque." : $"{date:uuuu-MM-dd} n’est pas entre 1990 et 2199.", "Donnez une date comme 2020-03-16.");

    public void Dates(string path, LocalDate? from, LocalDate? until)
    {
        if (from is { } first)
            Date($"{path}/from", first);
        if (until is { } end)
            Date($"{path}/until", end);
        Require(from is null || until is null || until > from, $"{path}/until", "The end does not lie after the beginning.",
            "The end is the first day that no longer belongs: put it after 'from', or leave it out.",
            "La fin ne vient pas après le début.", "La fin est le premier jour qui n’en fait plus partie : mettez-la après le début, ou laissez-la vide.");
    }

    public void TimeZone(string path, string id)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null)
            return;
        var near = NearestName.Of(id, DateTimeZoneProviders.Tzdb.Ids);
        Break(path, $"'{Shorten(id)}' is not a time zone of the tz database.",
            near is null ? "Write a name like \"Europe/Paris\"." : $"Did you mean '{near}'?",
            $"« {Shorten(id)} » n’est pas un fuseau de la base tz.",
            near is null ? "Écrivez un nom comme Europe/Paris." : $"Vouliez-vous dire « {near} » ?");
    }

    /// <summary>A number as it stands in JSON.</summary>
    public static string Text(double value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Shorten(string text) => text.Length <= 64 ? text : text[..63] + "…";
}
