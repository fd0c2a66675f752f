using Capacity.Domain.Costs;

namespace Capacity.Dashboard.Views;

/// <summary>A cost statement as a table: lines from top to bottom, weeks or months from left to right, and the same totals either way.</summary>
public sealed record CostTable(IReadOnlyList<string> Columns, IReadOnlyList<CostRow> Rows, IReadOnlyList<BudgetColumn> Budget)
{
    /// <summary>The table of a statement against a budget.</summary>
    public static CostTable Of(CostStatement statement, CostRates rates, bool byMonth)
    {
        (string Name, CostLines Lines)[] parts = byMonth
            ? [.. statement.Months().Select(month => (Figures.Month(month.Month), month.Lines))]
            : [.. statement.Weeks.Select(week => (Figures.Day(week.Monday), week.Lines))];
        CostRow[] rows =
        [
            .. Enum.GetValues<CostLine>().Where(line => statement.Total.Of(line) != 0)
                .Select(line => new CostRow(line, [.. parts.Select(part => part.Lines.Of(line))], statement.Total.Of(line))),
        ];
        BudgetColumn[] budget = byMonth
            ? [.. statement.Variance(rates).Select(month => new BudgetColumn(Figures.Month(month.Month), month.Budget, month.Spent, month.Variance))]
            : [.. statement.WeeklyVariance(rates).Select(week => new BudgetColumn(Figures.Day(week.Monday), week.Budget, week.Spent, week.Variance))];
        return new CostTable([.. parts.Select(part => part.Name)], rows, budget);
    }

    /// <summary>What a column costs in all.</summary>
    public decimal Total(int column) => Rows.Sum(row => row.Cells[column]);
}

/// <summary>A line of cost by column, and over the horizon.</summary>
public sealed record CostRow(CostLine Line, IReadOnlyList<decimal> Cells, decimal Total);

/// <summary>What was budgeted and spent in a week or month.</summary>
public sealed record BudgetColumn(string Name, decimal Budget, decimal Spent, decimal Variance);
