using System.Collections.Concurrent;
using Capacity.Numerics;

namespace Capacity.Forecasting.Baselines;

/// <summary>Covariance of two days under a <see cref="DayPrior"/>, noise excluded.</summary>
internal sealed class DayKernel
{
    private const int Span = 2200;

    private static readonly ConcurrentDictionary<double, double[]> Months = new();

    private readonly DayPrior _prior;
    private readonly double[] _steady, _drift, _month;

    public DayKernel(DayPrior prior)
    {
        _prior = prior;
        _month = Months.GetOrAdd(prior.MonthDays, Places);
        (_steady, _drift) = (new double[Span], new double[Span]);
        for (var d = 0; d < Span; d++)
        {
            var year = KernelMath.Exp(-2 * Square(Math.Sin(Math.PI * d / 365.25)) / (0.35 * 0.35));
            _steady[d] = Square(prior.Mean) + Square(prior.Level) * KernelMath.Exp(-d / prior.LevelDays)
                + Square(prior.Spell) * KernelMath.Exp(-d / prior.SpellDays) + Square(prior.Season) * year;
            _drift[d] = Square(prior.Weekday) + Square(prior.WeekdayDrift) * KernelMath.Exp(-d / prior.WeekdayDriftDays);
        }
    }

    public double Between(in DayTraits a, in DayTraits b)
    {
        var apart = Math.Min(Span - 1, Math.Abs(a.Number - b.Number));
        var sum = _steady[apart] + Square(_prior.Month) * _month[a.Month * DayTraits.MonthPlaces + b.Month]
            + Square(_prior.School) * a.School * b.School + Square(_prior.Holiday) * a.Holiday * b.Holiday
            + Square(_prior.AfterHoliday) * a.AfterHoliday * b.AfterHoliday
            + Square(_prior.SecondAfterHoliday) * a.SecondAfter * b.SecondAfter + Square(_prior.Shift) * Math.Min(a.Shifts, b.Shifts);
        return a.Weekday == b.Weekday ? sum + _drift[apart] : sum;
    }

    /// <summary>Lower triangle of the covariances of days.</summary>
    public double[][] Lower(IReadOnlyList<DayTraits> days)
    {
        var rows = new double[days.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
                rows[i][j] = Between(days[i], days[j]);
        }
        return rows;
    }

    private static double[] Places(double smooth)
    {
        var table = new double[DayTraits.MonthPlaces * DayTraits.MonthPlaces];
        for (var i = 0; i < DayTraits.MonthPlaces; i++)
            for (var j = 0; j < DayTraits.MonthPlaces; j++)
            {
                var apart = Math.Abs(DayTraits.PlaceInMonth(i) - DayTraits.PlaceInMonth(j));
                table[i * DayTraits.MonthPlaces + j] = KernelMath.Exp(-0.5 * Square(Math.Min(apart, 30.4 - apart) / smooth));
            }
        return table;
    }

    private static double Square(double x) => x * x;
}
