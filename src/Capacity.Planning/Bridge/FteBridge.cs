using System.Numerics;
using Capacity.Domain.Calendars;
using NodaTime;

namespace Capacity.Planning.Bridge;

/// <summary>
/// Why a plan needs more or fewer full-time equivalents than another: one term per factor, and the terms sum to the difference to the last
/// digit.
/// </summary>
/// <remarks>
/// A term is the factor's Shapley value (Shapley 1953): its effect in the mean over all orders in which the factors can change from the
/// first plan to the second, so that no order is preferred. Rounding to whole people comes last: its term is what rounding adds to the second
/// plan less what it adds to the first. Requirements are whole ten-thousandths of a full-time equivalent; the mean over the 9! orders of the
/// other factors is computed in whole numbers, and what rounding of the terms leaves goes to those with the largest remainders, the earlier
/// factor first. Cost: 512 requirements per team and week that differ.
/// </remarks>
public sealed record FteBridge
{
    private static readonly int Factors = Enum.GetValues<BridgeTerm>().Length - 1;
    private static readonly BigInteger[] Weights = OrderWeights();
    private static readonly BigInteger Orders = Factorial(Factors);

    /// <summary>Full-time-equivalent weeks of both plans, in ten-thousandths.</summary>
    public long Before { get; init; }
    public long After { get; init; }

    /// <summary>The terms by factor, in ten-thousandths of a full-time-equivalent week.</summary>
    public IReadOnlyDictionary<BridgeTerm, long> Terms { get; init; } = new Dictionary<BridgeTerm, long>();

    /// <summary>A term in full-time-equivalent weeks; exact in decimals.</summary>
    public decimal Of(BridgeTerm term) => Terms.GetValueOrDefault(term) / 10_000m;

    /// <summary>The difference in full-time-equivalent weeks; exactly the sum of the terms.</summary>
    public decimal Difference => (After - Before) / 10_000m;

    /// <summary>The bridge of one team-week.</summary>
    public static FteBridge Of(StaffingDrivers before, StaffingDrivers after)
    {
        var values = new long[1 << Factors];
        for (var set = 0; set < values.Length; set++)
            values[set] = Mixed(before, after, set).TenThousandths();
        var exact = new BigInteger[Factors];
        for (var factor = 0; factor < Factors; factor++)
            for (var set = 0; set < values.Length; set++)
                if ((set & (1 << factor)) == 0 && values[set | (1 << factor)] != values[set])
                    exact[factor] += Weights[BitOperations.PopCount((uint)set)] * (values[set | (1 << factor)] - values[set]);
        var (first, second) = (before.TenThousandths(), after.TenThousandths());
        var terms = Rounded(exact);
        terms[BridgeTerm.Rounding] = second - values[^1] - (first - values[0]);
        return new FteBridge { Before = first, After = second, Terms = terms };
    }

    /// <summary>The sum of bridges of team-weeks.</summary>
    public static FteBridge Sum(IEnumerable<FteBridge> bridges)
    {
        var all = bridges.ToList();
        return new FteBridge
        {
            Before = all.Sum(bridge => bridge.Before),
            After = all.Sum(bridge => bridge.After),
            Terms = Enum.GetValues<BridgeTerm>().ToDictionary(term => term, term => all.Sum(bridge => bridge.Terms.GetValueOrDefault(term))),
        };
    }

    /// <summary>The bridge between two plans with the same teams and weeks, week by week.</summary>
    public static IReadOnlyList<(LocalDate Monday, FteBridge Bridge)> Weekly(IEnumerable<StaffingDrivers> before, IEnumerable<StaffingDrivers> after)
    {
        var targets = after.ToDictionary(drivers => (drivers.Team, drivers.Monday));
        return [.. before.GroupBy(drivers => drivers.Monday).OrderBy(week => week.Key)
            .Select(week => (week.Key, Sum(week.Select(drivers => Of(drivers, targets[(drivers.Team, drivers.Monday)])))))];
    }

    /// <summary>The same by month: each week's ten-thousandths are dealt to its seven days, so that months sum to the weeks exactly.</summary>
    public static IReadOnlyList<(YearMonth Month, FteBridge Bridge)> Monthly(IReadOnlyList<(LocalDate Monday, FteBridge Bridge)> weeks) =>
    [
        .. weeks.SelectMany(week => Enumerable.Range(0, 7).Select(day => (week.Monday.PlusDays(day).ToYearMonth(), week.Bridge.Day(day))))
            .GroupBy(day => day.Item1).OrderBy(month => month.Key).Select(month => (month.Key, Sum(month.Select(day => day.Item2)))),
    ];

    /// <summary>One day's part: terms are dealt one by one, so that each day's terms sum to its difference as well.</summary>
    private FteBridge Day(int day)
    {
        var terms = Terms.ToDictionary(term => term.Key, term => WeekParts.Of(term.Value, day));
        return new FteBridge { Before = WeekParts.Of(Before, day), After = WeekParts.Of(Before, day) + terms.Values.Sum(), Terms = terms };
    }

    private static StaffingDrivers Mixed(StaffingDrivers before, StaffingDrivers after, int set)
    {
        StaffingDrivers Source(BridgeTerm term) => (set & (1 << (int)term)) != 0 ? after : before;
        return before with
        {
            Volume = Source(BridgeTerm.Volume).Volume,
            HandleSeconds = Source(BridgeTerm.HandleTime).HandleSeconds,
            Repeats = Source(BridgeTerm.Repeats).Repeats,
            Emotion = Source(BridgeTerm.Emotion).Emotion,
            Occupancy = Source(BridgeTerm.Occupancy).Occupancy,
            Remaining = Source(BridgeTerm.Shrinkage).Remaining,
            Replacement = Source(BridgeTerm.Attrition).Replacement,
            Efficiency = Source(BridgeTerm.Learning).Efficiency,
            RulesLost = Source(BridgeTerm.Rules).RulesLost,
            FullTimeHours = Source(BridgeTerm.Rules).FullTimeHours,
            Rounded = false,
        };
    }

    /// <summary>Terms × number of orders, divided and rounded so that they sum to the difference.</summary>
    private static Dictionary<BridgeTerm, long> Rounded(BigInteger[] exact)
    {
        var floors = exact.Select(value => BigInteger.Divide(value - BigInteger.Remainder(BigInteger.Remainder(value, Orders) + Orders, Orders), Orders)).ToArray();
        var total = exact.Aggregate(BigInteger.Add) / Orders;
        var left = (int)(total - floors.Aggregate(BigInteger.Add));
        foreach (var factor in Enumerable.Range(0, exact.Length).OrderByDescending(i => exact[i] - floors[i] * Orders).ThenBy(i => i).Take(left).ToList())
            floors[factor] += 1;
        return floors.Select((value, i) => ((BridgeTerm)i, (long)value)).ToDictionary(x => x.Item1, x => x.Item2);
    }

    /// <summary>In how many of the n! orders exactly a given set of so many factors changes before a given factor: s! (n − s − 1)!.</summary>
    private static BigInteger[] OrderWeights() =>
        [.. Enumerable.Range(0, Factors).Select(size => Factorial(size) * Factorial(Factors - size - 1))];

    private static BigInteger Factorial(int n) => Enumerable.Range(1, n).Aggregate(BigInteger.One, (product, i) => product * i);
}
