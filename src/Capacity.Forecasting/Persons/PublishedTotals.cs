using System.Globalization;
using Capacity.Forecasting.History;

namespace Capacity.Forecasting.Persons;

/// <summary>Attempts, answers and persons of a whole week or month, as administrations publish them, beside what the model makes of them.</summary>
/// <param name="Period">Week or month, as it was published.</param>
/// <param name="Attempts">All attempts.</param>
/// <param name="Answered">Those that reached somebody.</param>
/// <param name="Blocked">Those that found every line busy; NaN where that is not told.</param>
/// <param name="Persons">Different callers; NaN where that is not told.</param>
public sealed record PublishedTotals(string Period, double Attempts, double Answered, double Blocked, double Persons)
{
    public double AttemptsPerPerson => Attempts / Persons;
    public double AnsweredShareOfAttempts => Answered / Attempts;
    public double AnsweredShareOfPersons => Answered / Persons;

    /// <summary>
    /// Attempts per person in a steady state: Σₖ cᵏ, k below the most attempts, c the probability that an attempt is lost and made again
    /// (Aguir, Karaesmen, Aksin &amp; Chauvet 2004).
    /// </summary>
    /// <param name="law">How callers try again.</param>
    public double Modeled(RedialLaw law)
    {
        var again = Again(law);
        return again >= 1 ? law.MostAttempts : (1 - Math.Pow(again, law.MostAttempts)) / (1 - again);
    }

    /// <summary>The one redial probability under which the model makes as many attempts per person as were published; at most 1.</summary>
    /// <param name="most">Attempts of one person at most.</param>
    public double RedialProbability(int most)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Modeled(new RedialLaw(middle, middle, MostAttempts: most)) < AttemptsPerPerson ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    /// <summary>Rows of a file with columns for attempts and answered, and for blocked and persons where they are told; rows without them are passed over.</summary>
    /// <remarks>Fewer persons than answers are of a shorter period than these, and are left out.</remarks>
    /// <param name="stream">CSV with a header; the first column names the period.</param>
    public static IReadOnlyList<PublishedTotals> Read(Stream stream)
    {
        using var text = new CsvText(stream);
        var header = text.ReadLine() ?? "";
        var delimiter = header.Count(sign => sign == ';') > header.Count(sign => sign == ',') ? ';' : ',';
        List<string> names = [.. CsvText.Fields(header, delimiter).Select(field => field.Text)];
        int[] places = [HeaderNames.Find("count", names), HeaderNames.Find("answered", names), HeaderNames.Find("blocked", names), HeaderNames.Find("persons", names)];
        var rows = new List<PublishedTotals>();
        while (text.ReadLine() is { } line)
        {
            var fields = CsvText.Fields(line, delimiter);
            double[] figures = Array.ConvertAll(places, place => place >= 0 && place < fields.Count
                && double.TryParse(fields[place].Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure) ? figure : double.NaN);
            if (figures[0] > 0 && figures[1] > 0 && figures[0] >= figures[1])
                rows.Add(new PublishedTotals(fields[0].Text, figures[0], figures[1], figures[2], figures[3] >= figures[1] ? figures[3] : double.NaN));
        }
        return rows;
    }

    private double Again(RedialLaw law)
    {
        var blocked = double.IsNaN(Blocked) ? 0 : Blocked;
        return (blocked * law.AfterBlocking + Math.Max(0, Attempts - Answered - blocked) * law.AfterAbandonment) / Attempts;
    }
}
