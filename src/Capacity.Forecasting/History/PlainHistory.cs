using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace Capacity.Forecasting.History;

/// <summary>Writes a series as the plain file that <see cref="HistoryReader"/> reads without a mapping: what a large export is condensed to.</summary>
public static class PlainHistory
{
    private static readonly LocalDateTimePattern Start = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd' 'HH':'mm");

    /// <summary>UTF-8 text with the columns start, count, handle, answered, abandoned, blocked, persons; unknown values are empty.</summary>
    public static byte[] Write(HistorySeries series)
    {
        var text = new StringBuilder("start,count,handle,answered,abandoned,blocked,persons\n");
        for (var i = 0; i < series.Starts.Count; i++)
        {
            var outcome = series.Outcomes.Count > 0 ? series.Outcomes[i] : HistoryOutcome.Unknown;
            text.Append(Start.Format(series.Starts[i])).Append(',').Append(Cell(series.Counts[i])).Append(',')
                .AppendJoin(',', Cell(series.HandleSeconds.Count > 0 ? series.HandleSeconds[i] : double.NaN), Cell(outcome.Answered),
                    Cell(outcome.Abandoned), Cell(outcome.Blocked), Cell(outcome.Persons))
                .Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
}
