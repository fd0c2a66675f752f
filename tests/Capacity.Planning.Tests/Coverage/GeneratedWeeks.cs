using Capacity.Domain.Labor;
using Capacity.Planning.Coverage;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Capacity.Planning.Tests.Coverage;

/// <summary>Team-weeks of every sort: packs, weeks with holidays and clock changes, contracts, shifts early and late, needs by day and hour.</summary>
internal static class GeneratedWeeks
{
    /// <summary>An ordinary week, one with a clock change, one with the first of May, one with Christmas.</summary>
    private static readonly LocalDate[] Mondays = [new(2020, 3, 2), new(2020, 3, 23), new(2020, 4, 27), new(2020, 12, 21)];

    /// <summary>The rules of every pack with and without modulated time, and a French site with leave to work on Sundays.</summary>
    private static readonly SiteRules[] Sites =
    [
        .. from pack in Enum.GetValues<RulePack>() from modulation in new[] { false, true } select new SiteRules { Pack = pack, Modulation = modulation },
        new SiteRules { Pack = RulePack.France, Without = ["sunday"] },
        new SiteRules { Pack = RulePack.P2st, Modulation = true, Without = ["sunday", "may-day"] },
    ];

    public static Arbitrary<CoverageProblem> All { get; } = Arb.From(
        from monday in Gen.Elements(Mondays)
        from site in Gen.Elements(Sites)
        from crews in Crew.ArrayOf(2)
        from level in Gen.Choose(1, 25)
        from days in Day.ArrayOf(7)
        select new CoverageProblem
        {
            Monday = monday,
            Rules = site.On(monday),
            Crews = [.. crews.Select((crew, number) => crew with { Id = $"crew{number}" })],
            Required = [.. days.Select(day => day.Select(need => need * level / 10.0).ToArray())],
        });

    /// <summary>Contracts that are lawful themselves: from the least part time to 39 hours.</summary>
    private static Gen<Crew> Crew =>
        from heads in Gen.Choose(1, 9)
        from contract in Gen.Elements(24.0, 25, 28, 30, 35, 37.5, 39)
        from cost in Gen.Elements(0.0, 22)
        from shift in Shift
        select new Crew { Heads = heads, ContractHours = contract, HourlyCost = cost, Shift = shift };

    private static Gen<ShiftKind> Shift =>
        from paid in Gen.Elements(180, 240, 300, 360, 420, 468, 540, 600)
        from first in Gen.Choose(0, 14)
        from span in Gen.Choose(0, 9)
        from lunch in Gen.Elements(0, 30, 45, 60)
        from pause in Gen.Elements(0, 10, 15, 20)
        from around in Gen.Elements(60, 90, 100)
        select new ShiftKind
        {
            PaidMinutes = paid, FirstStart = new LocalTime(first, 0), LastStart = new LocalTime(first + span, 0), StepMinutes = 60,
            LunchMinutes = lunch, BreakMinutes = pause, BreakStepMinutes = 30, WorkAroundBreakMinutes = around,
        };

    /// <summary>A closed day, or needs that rise and fall between two hours.</summary>
    private static Gen<double[]> Day =>
        from open in Gen.Frequency((1, Gen.Constant(false)), (5, Gen.Constant(true)))
        from hours in Gen.Choose(0, 23).Two()
        from peak in Gen.Choose(0, 47)
        select Enumerable.Range(0, 48).Select(i => !open || i / 2 < Math.Min(hours.Item1, hours.Item2) || i / 2 > Math.Max(hours.Item1, hours.Item2)
            ? 0 : 1 + 4 * Math.Exp(-(i - peak) * (i - peak) / 20.0)).ToArray();
}
