using Capacity.Cli.Terminal;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Surges;

namespace Capacity.Cli.Commands;

/// <summary>A fitted wave as a person reads it.</summary>
internal static class SurgeScreen
{
    public static void Show(SurgeShape shape, ChannelSplit? split, IReadOnlyList<SurgePoint> points)
    {
        if (!shape.IsWave)
            Console.Out.WriteLine("No day is above twice the median day: this is an ordinary series, not a wave.");
        var facts = Screen.Table("the wave so far", "");
        facts.Row("began", $"{shape.WaveStart:uuuu-MM-dd}");
        facts.Row("ordinary day before", shape.Ordinary is { } ordinary ? Screen.Number(ordinary, "0") : "unknown: the file begins with the wave");
        facts.Row("suppressed", shape.Suppression is { } suppressed
            ? $"{Screen.Percent(suppressed.Share)} from {suppressed.First:uuuu-MM-dd} to {suppressed.Last:uuuu-MM-dd}" : "no");
        facts.Row("spike", $"{Screen.Number(shape.PeakContacts, "0")} on {shape.Peak:uuuu-MM-dd}, "
            + $"{Screen.Number(shape.PeakTimesMedian, "0.0")} × the median day");
        facts.Row("half-life now", shape.HalfLifeDays is { } half
            ? $"{Screen.Number(half, "0")} days (80 %: {Days(shape.HalfLifeShort)} to {Days(shape.HalfLifeLong)})" : "it grows");
        facts.Row("halved after its peak", shape.DaysToHalf is { } halved ? $"after {halved} days" : "not yet");
        facts.Row("second wave", shape.SecondWave is { } later
            ? $"from {later.Trough:uuuu-MM-dd}, {Screen.Number(later.TimesTrough, "0.0")} × its trough on {later.Crest:uuuu-MM-dd}" : "none so far");
        facts.Row("chance of a rise by half", Screen.Percent(shape.ChanceOfRise));
        if (split is not null)
            facts.Row("share of the second line", $"{Screen.Percent(split.FirstWeek)} in the first week, {Screen.Percent(split.LastWeek)} in the last, "
                + $"{Screen.Percent(split.P10)} to {Screen.Percent(split.P90)} at the end");
        Screen.Show(facts);
        var table = Screen.Table("day", "mean", "P10", "P50", "P90");
        foreach (var point in points)
            table.Row($"{point.Date:ddd uuuu-MM-dd}", Screen.Number(point.Mean, "0"), Screen.Number(point.P10, "0"),
                Screen.Number(point.P50, "0"), Screen.Number(point.P90, "0"));
        Screen.Show(table);
    }

    public static void Show(SurgeErrors errors)
    {
        var table = Screen.Table("forecast", "pinball loss ÷ contacts");
        table.Row("surge", Screen.Percent(errors.Loss / errors.Contacts));
        table.Row("last week repeated", Screen.Percent(errors.LastWeekLoss / errors.Contacts));
        table.Row("exponential decay of 14 days", Screen.Percent(errors.DecayLoss / errors.Contacts));
        Screen.Show(table);
        Console.Out.WriteLine($"{errors.Days} days met, {Screen.Percent(errors.Coverage80)} in the 80 % band; "
            + $"{Screen.Percent(errors.Improvement)} below the better simple method.");
    }

    private static string Days(double? days) => days is { } known ? Screen.Number(known, "0") : "never";
}
