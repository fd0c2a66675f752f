using Capacity.Domain.Networks;
using Capacity.Numerics;

namespace Capacity.Domain.Supply;

/// <summary>What a week of tenure means for the people of a team: who stays, how fast they are and how much they settle.</summary>
/// <remarks>
/// Tenure is counted in weeks after training, up to the week from which nothing changes any more; people stay in that last week.
/// A yearly rate a (leavers ÷ mean headcount) leaves exp(−a · 7 ÷ 365.25) of the heads after a week.
/// </remarks>
internal sealed class TenureTable
{
    internal const double WeeksPerMonth = 365.25 / 12 / 7;
    private const double WeeksPerYear = 365.25 / 7;
    private const int MostWeeks = 520;

    private TenureTable(int weeks)
    {
        Staying = new double[weeks];
        Efficiency = new double[weeks];
        Settling = new double[weeks];
    }

    /// <summary>Share (0–1) of the heads that is still there after the week.</summary>
    public double[] Staying { get; }
    public double[] Efficiency { get; }

    /// <summary>Efficiency × resolution: cases settled per hour ÷ those of experienced people.</summary>
    public double[] Settling { get; }
    public int Weeks => Staying.Length;

    /// <param name="team">Its attrition by tenure and its learning.</param>
    /// <param name="attritionFactor">Multiplies the yearly rates: 1 leaves them as they are.</param>
    public static TenureTable Of(Team team, double attritionFactor = 1)
    {
        var last = Math.Max(team.Learning?.Months ?? 0, team.Attrition.Select(step => step.FromMonth).DefaultIfEmpty(0).Max());
        var table = new TenureTable((int)Math.Min(MostWeeks, Math.Ceiling(last * WeeksPerMonth)) + 1);
        for (var week = 0; week < table.Weeks; week++)
        {
            var isLast = week == table.Weeks - 1;
            var months = (week + 0.5) / WeeksPerMonth;
            table.Staying[week] = StayingAt(team, isLast ? double.PositiveInfinity : week / WeeksPerMonth, attritionFactor);
            table.Efficiency[week] = isLast ? 1 : team.Learning?.Efficiency(months) ?? 1;
            table.Settling[week] = isLast ? 1 : table.Efficiency[week] * (team.Learning?.Resolution(months) ?? 1);
        }
        return table;
    }

    /// <summary>The week of tenure in which somebody with so many months is.</summary>
    public int WeekOf(double months) => (int)Math.Min(Weeks - 1, months * WeeksPerMonth);

    private static double StayingAt(Team team, double months, double factor)
    {
        var rate = 0.0;
        var from = double.NegativeInfinity;
        foreach (var step in team.Attrition)
            if (step.FromMonth <= months && step.FromMonth >= from)
                (rate, from) = (step.PerYear, step.FromMonth);
        return rate == 0 ? 1 : KernelMath.Exp(-rate * factor / WeeksPerYear);
    }
}
