using Capacity.Numerics.Distributions;
using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

/// <summary>Every formula refuses what lies outside its validity region, and names the figure and the way out.</summary>
public class RefusalTests
{
    static readonly QueueModel Good = new() { ArrivalRate = 600.0 / 3600, MeanServiceTime = 300, MeanPatience = 180, Agents = 60, Target = 20 };
    static readonly QueueModel Lined = Good with { Lines = 70 };
    static readonly ExponentialDistribution Patience = new(180);
    static readonly StaffingGoals Goal = new() { ServiceLevel = 0.8 };

    static readonly OrbitQueue Orbit = new OrbitQueue
    {
        FreshRate = 2, ServiceRate = 0.2, AbandonmentRate = 0.5, Agents = 10, RedialProbability = 0.5, ReturnRate = 0.1, MostPresent = 40, MostInOrbit = 40,
    };

    static readonly TwoClassPools Pools = new TwoClassPools
    {
        ArrivalRate1 = 0.5, ArrivalRate2 = 0.5, ServiceRate = 0.2, AbandonmentRate1 = 0.5, AbandonmentRate2 = 0.5, PoolA = 3, PoolB = 3, MostWaiting = 20,
    };

    static readonly DeferredJob Job = new(0, 1, 4);

    static readonly Dictionary<string, (string Words, Action Ask)> Cases = new()
    {
        ["model: arrival rate"] = ("arrival rate", () => ErlangA.Evaluate(Good with { ArrivalRate = 0 })),
        ["model: service time"] = ("service time", () => ErlangA.Evaluate(Good with { MeanServiceTime = -1 })),
        ["model: patience"] = ("patience", () => ErlangA.Evaluate(Good with { MeanPatience = 0 })),
        ["model: agents"] = ("agents", () => ErlangA.Evaluate(Good with { Agents = 0 })),
        ["model: target"] = ("target", () => ErlangA.Evaluate(Good with { Target = double.NaN })),
        ["model: short abandon"] = ("short-abandon", () => ErlangA.Evaluate(Good with { ShortAbandon = -1 })),
        ["model: lines"] = ("holds a line", () => ErlangA.Evaluate(Good with { Lines = 59 })),
        ["Erlang A: no patience"] = ("Erlang C", () => ErlangA.Evaluate(Good with { MeanPatience = null })),
        ["Erlang A: patience without end"] = ("steady state", () => ErlangA.Evaluate(Good with { Agents = 40, MeanPatience = 1e13 })),
        ["Erlang A: busyness zero"] = ("busyness", () => ErlangA.EvaluateUnderGammaBusyness(Good, 0)),
        ["Erlang A: busyness wild"] = ("kinds of day", () => ErlangA.EvaluateUnderGammaBusyness(Good, 1.5)),
        ["Erlang B: agents"] = ("agents", () => ErlangB.Blocking(-1, 5)),
        ["Erlang B: load"] = ("offered load", () => ErlangB.Blocking(5, double.PositiveInfinity)),
        ["Erlang B: blocking"] = ("strictly between", () => ErlangB.LoadAtBlocking(5, 1)),
        ["Erlang B: size"] = ("units", () => ErlangB.Blocking(2_000_000_000, 1.9e9)),
        ["Erlang B: size of the load"] = ("10 million", () => ErlangB.LoadAtBlocking(2_000_000_000, 0.01)),
        ["Erlang A: busyness as good as known"] = ("as good as known", () => ErlangA.EvaluateUnderGammaBusyness(Good, 1e-6)),
        ["Erlang C: overload"] = ("without end", () => ErlangC.Evaluate(Good with { Agents = 50 })),
        ["Erlang C: load"] = ("offered load", () => ErlangC.ProbabilityOfWaiting(5, -1)),
        ["Erlang C: quantile"] = ("share within", () => ErlangC.WaitQuantile(Good, 1)),
        ["Erlang C: quantile with lines"] = ("unlimited lines", () => ErlangC.WaitQuantile(Lined, 0.9)),
        ["one server: load"] = ("below 1", () => ClosedForms.SingleServerWait(1, 5, 1)),
        ["one server: handle time"] = ("handle time", () => ClosedForms.SingleServerWait(0.5, 0, 1)),
        ["one server: variation"] = ("variation", () => ClosedForms.SingleServerWait(0.5, 5, -1)),
        ["priorities: no class"] = ("classes", () => ClosedForms.PriorityWaits([], 180, 5)),
        ["priorities: rate"] = ("arrival rate", () => ClosedForms.PriorityWaits([0.01, -0.01], 180, 5)),
        ["priorities: handle time"] = ("handle time", () => ClosedForms.PriorityWaits([0.01], 0, 5)),
        ["priorities: overload"] = ("without end", () => ClosedForms.PriorityWaits([0.02, 0.02], 180, 5)),
        ["one server with retrials: overload"] = ("below 1", () => ClosedForms.SingleServerRetrial(2, 1, 1)),
        ["one server with retrials: rate"] = ("retrial rate", () => ClosedForms.SingleServerRetrial(1, 2, 0)),
        ["fluid: no overload"] = ("Erlang A", () => ClosedForms.FluidOverload(0.1, 300, 30, Patience)),
        ["fluid: nobody gives up"] = ("a share of 1 never gives up", () => ClosedForms.FluidOverload(0.2, 300, 30, DeterministicDistribution.Never)),
        ["fluid: agents"] = ("agents", () => ClosedForms.FluidOverload(0.2, 300, 0, Patience)),
        ["square root: margin without patience"] = ("above zero", () => SquareRootStaffing.HalfinWhittWaiting(0)),
        ["square root: margin"] = ("margin", () => SquareRootStaffing.GarnettWaiting(double.NaN, 1)),
        ["square root: ratio"] = ("ratio", () => SquareRootStaffing.GarnettWaiting(1, 0)),
        ["square root: share"] = ("share that waits", () => SquareRootStaffing.MarginFor(1)),
        ["square root: margin out of sight"] = ("36 standard", () => SquareRootStaffing.MarginFor(0.5, 1e-12)),
        ["square root: cost"] = ("costs of an agent", () => SquareRootStaffing.MarginForCost(0)),
        ["square root: load of abandonment"] = ("offered load", () => SquareRootStaffing.Abandonment(0, 1, 1)),
        ["square root: target"] = ("target", () => SquareRootStaffing.WaitingBeyond(10, 1, 1, double.NaN)),
        ["square root: load"] = ("offered load", () => SquareRootStaffing.Agents(-1, 1)),
        ["square root: too many"] = ("unit", () => SquareRootStaffing.Agents(1e10, 1)),
        ["load: amplitude"] = ("amplitude", () => InfiniteServerLoad.OfSinusoid(10, 11, 1, 1, 0)),
        ["load: service rate"] = ("service rate", () => InfiniteServerLoad.OfSinusoid(10, 1, 1, 0, 0)),
        ["load: before the ramp"] = ("one lag ago", () => InfiniteServerLoad.OfRamp(1, 1, 5, 1, 2)),
        ["load: interval"] = ("interval", () => InfiniteServerLoad.AtIntervalEnds([1], 0, 5)),
        ["load: rates"] = ("arrival rate", () => InfiniteServerLoad.AtIntervalEnds([-1], 1, 5)),
        ["load: agents"] = ("share that waits", () => InfiniteServerLoad.AgentsFor(10, 0)),
        ["load: agents for no load"] = ("load", () => InfiniteServerLoad.AgentsFor(-10, 0.2)),
        ["blend: patience"] = ("abandonment rate", () => BlendedQueue.Evaluate(1, 0.2, 0, 10, 1)),
        ["blend: rate"] = ("arrival rate", () => BlendedQueue.Evaluate(0, 0.2, 0.3, 10, 1)),
        ["blend: reserve"] = ("reserve", () => BlendedQueue.Evaluate(1, 0.2, 0.3, 10, 11)),
        ["blend: size"] = ("shorten the patience", () => BlendedQueue.Evaluate(1, 0.2, 1e-5, 10, 1)),
        ["chat: agents"] = ("at least one agent", () => ChatPool.Evaluate(1, 0, [0.2], 0.2)),
        ["chat: patience"] = ("abandonment rate", () => ChatPool.Evaluate(1, 3, [0.2], 0)),
        ["chat: completion"] = ("completion rate", () => ChatPool.Evaluate(1, 3, [0.2, -0.1], 0.2)),
        ["chat: size"] = ("simulate", () => ChatPool.Evaluate(10, 40, [0.2, 0.3, 0.4], 0.2)),
        ["chat: more agents than memory"] = ("simulate", () => ChatPool.Evaluate(1, int.MaxValue, [0.2], 0.2)),
        ["orbit: rates"] = ("fresh rate", () => (Orbit with { FreshRate = 0 }).Evaluate()),
        ["orbit: all redial"] = ("redial", () => (Orbit with { RedialProbability = 1 }).Evaluate()),
        ["orbit: all repeat"] = ("repeat", () => (Orbit with { RepeatProbability = 1 }).Evaluate()),
        ["orbit: places"] = ("raise MostPresent", () => (Orbit with { MostPresent = 12 }).Evaluate()),
        ["orbit: orbit"] = ("raise MostInOrbit", () => (Orbit with { MostInOrbit = 3 }).Evaluate()),
        ["orbit: size"] = ("simulate", () => (Orbit with { MostInOrbit = 4000 }).Evaluate()),
        ["returns: too soon"] = ("sooner", () => ReturnFixedPoint.Solve(Good, 0.7, 0, 120)),
        ["returns: all redial"] = ("redial", () => ReturnFixedPoint.Solve(Good, 1, 0, 6000)),
        ["returns: all repeat"] = ("repeat", () => ReturnFixedPoint.Solve(Good, 0, 1, 6000)),
        ["returns: lines"] = ("lines", () => ReturnFixedPoint.Solve(Lined, 0.5, 0, 6000)),
        ["returns: time"] = ("time until", () => ReturnFixedPoint.Solve(Good, 0.5, 0, 0)),
        ["N design: rates"] = ("class 2", () => (Pools with { ArrivalRate2 = 0 }).Evaluate()),
        ["N design: pool A"] = ("pool A", () => (Pools with { PoolA = 0 }).Evaluate()),
        ["N design: pool B"] = ("pool B", () => (Pools with { PoolB = 0 }).Evaluate()),
        ["N design: queues"] = ("raise MostWaiting", () => (Pools with { MostWaiting = 2 }).Evaluate()),
        ["N design: size"] = ("simulate", () => (Pools with { MostWaiting = 300 }).Evaluate()),
        ["general patience: places"] = ("leave the lines out", () => GeneralPatienceQueue.Evaluate(Good with { Lines = 200_000 }, Patience)),
        ["general patience: arrivals"] = ("FluidOverload", () => GeneralPatienceQueue.Evaluate(Good with { ArrivalRate = 1e9 }, Patience)),
        ["general patience: overload"] = ("law of patience that ends", () => GeneralPatienceQueue.Evaluate(Good with { Agents = 40 }, DeterministicDistribution.Never)),
        ["general patience: goals and lines"] = ("every agent needs a line", () => StaffingRequirement.Find(Good with { Lines = 40 }, Patience, Goal)),
        ["through time: patience"] = ("patience", () => _ = new TransientErlangA(Good with { MeanPatience = null })),
        ["through time: lines"] = ("lines", () => _ = new TransientErlangA(Lined)),
        ["through time: room"] = ("room", () => _ = new TransientErlangA(Good, 0)),
        ["through time: full"] = ("more waiting places", () => new TransientErlangA(Good, 10).Advance(0.5, 3600)),
        ["through time: rate"] = ("arrival rate", () => new TransientErlangA(Good).Advance(-1, 900)),
        ["through time: duration"] = ("duration", () => new TransientErlangA(Good).Advance(0.1, 0)),
        ["through time: steps"] = ("cut the interval", () => new TransientErlangA(Good).Advance(0.1, 1e8)),
        ["carryover: lists"] = ("one each", () => BacklogCarryover.Evaluate([1, 2], [10], 0.2, 5)),
        ["carryover: period"] = ("TransientErlangA", () => BacklogCarryover.Evaluate([1], [10], 0.2, 15)),
        ["carryover: rate"] = ("arrival rate", () => BacklogCarryover.Evaluate([-1], [10], 0.2, 5)),
        ["carryover: agents"] = ("agents", () => BacklogCarryover.Evaluate([1], [0], 0.2, 5)),
        ["impatient carryover: lists"] = ("one each", () => ImpatientCarryover.Evaluate([0.1, 0.2], [10], Good, 900)),
        ["impatient carryover: nobody gives up"] = ("BacklogCarryover", () => ImpatientCarryover.Evaluate([0.1], [10], Good with { MeanPatience = null }, 900)),
        ["impatient carryover: long patience"] = ("TransientErlangA", () => ImpatientCarryover.Evaluate([0.1], [10], Good with { MeanPatience = 3700 }, 900)),
        ["impatient carryover: short patience"] = ("Erlang B", () => ImpatientCarryover.Evaluate([0.1], [10], Good with { MeanPatience = 1e-12 }, 900)),
        ["impatient carryover: long period"] = ("cut the period", () => ImpatientCarryover.Evaluate([0.1], [10], Good, 1e15)),
        ["impatient carryover: lines"] = ("lines", () => ImpatientCarryover.Evaluate([0.1], [10], Lined, 900)),
        ["impatient carryover: rate"] = ("arrival rate", () => ImpatientCarryover.Evaluate([double.NaN], [10], Good, 900)),
        ["impatient carryover: agents"] = ("agents", () => ImpatientCarryover.Evaluate([0.1], [0], Good, 900)),
        ["impatient carryover: period"] = ("period", () => ImpatientCarryover.Evaluate([0.1], [10], Good, 0)),
        ["lag"] = ("lag", () => TimeVaryingStaffing.LaggedRates([1], 900, -1)),
        ["modified rates"] = ("handle time", () => TimeVaryingStaffing.ModifiedRates([1], 900, 0)),
        ["abandonment target"] = ("modified rates", () => TimeVaryingStaffing.AgentsForAbandonment([1], 900, 300, Patience, 0.02)),
        ["abandonment target beyond those who give up"] = ("No wait", () => TimeVaryingStaffing.AgentsForAbandonment(
            [1], 900, 300, new MixtureDistribution([0.5, 0.5], [DeterministicDistribution.Never, Patience]), 0.6)),
        ["iteration: share"] = ("share that waits", () => TimeVaryingStaffing.Iterate([5], _ => [[1.0]], 1)),
        ["iteration: laws"] = ("one law each", () => TimeVaryingStaffing.Iterate([5], _ => [], 0.2)),
        ["uncertain rate: variation"] = ("variation", () => UncertainRate.OfDay(Good, 0, 0.9)),
        ["uncertain rate: as good as known"] = ("as good as known", () => UncertainRate.OfDay(Good, 1e-6, 0.9)),
        ["uncertain rate: share"] = ("share of days", () => UncertainRate.OfDay(Good, 0.2, 1)),
        ["uncertain rate: patience"] = ("patience", () => UncertainRate.OfDay(Good with { MeanPatience = null }, 0.2, 0.9)),
        ["uncertain rate: goals"] = ("No goal", () => UncertainRate.ShareOfDaysThatMeet(Good, 0.2, new StaffingGoals())),
        ["uncertain rate: level"] = ("service level", () => UncertainRate.AgentsForLongRun(Good, 0.2, 1)),
        ["uncertain rate: lines"] = ("more lines", () => UncertainRate.AgentsForLongRun(Good with { Lines = 30 }, 0.2, 0.9)),
        ["uncertain staff: patience"] = ("without end", () => UncertainStaff.OverAllDays(Good with { MeanPatience = null }, 0.9)),
        ["uncertain staff: presence"] = ("being there", () => UncertainStaff.OverAllDays(Good, 0)),
        ["uncertain staff: level"] = ("service level", () => UncertainStaff.Scheduled(Good, 0.9, 1)),
        ["uncertain staff: lines"] = ("lines", () => UncertainStaff.Scheduled(Lined, 0.9, 0.8)),
        ["newsvendor: known rate"] = ("square-root", () => NewsvendorStaffing.Agents(100, 0.05, 1, 5)),
        ["newsvendor: cost"] = ("worth", () => NewsvendorStaffing.Agents(100, 0.2, 5, 5)),
        ["newsvendor: load"] = ("load", () => NewsvendorStaffing.Agents(0, 0.2, 1, 5)),
        ["deferred: due before release"] = ("from its release", () => DeferredWork.ConstantAgents([Job with { Released = 1, Due = 0 }], [8, 8])),
        ["deferred: due after the end"] = ("add intervals", () => DeferredWork.ConstantAgents([Job with { Due = 5 }], [8, 8])),
        ["deferred: closed"] = ("open earlier", () => DeferredWork.AgentsByInterval([Job], [0, 0, 8])),
        ["deferred: work"] = ("work of a job", () => DeferredWork.ConstantAgents([Job with { Work = -1 }], [8, 8])),
        ["deferred: hours"] = ("open hours", () => DeferredWork.ConstantAgents([Job], [8, -8])),
        ["deferred: agents"] = ("one each", () => DeferredWork.Serve([Job], [1], [8, 8])),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_what_is_wrong_and_how_to_mend_it(string name) =>
        Should.Throw<QueueRefusedException>(Cases[name].Ask).Message.ShouldContain(Cases[name].Words);

    /// <summary>The types of this folder, so that none is added without a refusal.</summary>
    [Fact]
    public void Every_formula_has_a_refusal_here()
    {
        var source = File.ReadAllText(RepositoryFiles.Path("tests", "Capacity.Numerics.Tests", "Queueing", "RefusalTests.cs"));
        string[] instances = [nameof(OrbitQueue), nameof(TwoClassPools), nameof(TransientErlangA)];
        var formulas = typeof(ErlangA).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(ErlangA).Namespace && (type.IsAbstract && type.IsSealed || instances.Contains(type.Name)));
        foreach (var type in formulas.Where(type => type != typeof(StationaryQueue)))
            source.ShouldContain(instances.Contains(type.Name) ? $"new {type.Name}" : type.Name + ".", customMessage: type.Name);
    }

    [Fact]
    public void An_instance_of_each_chain_that_is_refused_above_is_fine_itself()
    {
        Orbit.Evaluate().Amplification.ShouldBeGreaterThan(1);
        Pools.Evaluate().Waiting2.ShouldBeInRange(0, 1);
    }

    [Theory]
    [InlineData("model: arrival rate")]
    [InlineData("model: service time")]
    [InlineData("model: patience")]
    [InlineData("model: agents")]
    [InlineData("model: target")]
    [InlineData("model: short abandon")]
    [InlineData("model: lines")]
    [InlineData("Erlang C: overload")]
    [InlineData("general patience: overload")]
    public void What_a_page_can_ask_is_refused_in_French_as_well(string asked) => IsFrench(Should.Throw<QueueRefusedException>(Cases[asked].Ask));

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(1.0, null, null, null)]
    [InlineData(null, 0.0, null, null)]
    [InlineData(null, null, 0.0, null)]
    [InlineData(null, null, null, 0.0)]
    public void Goals_are_refused_in_French_as_well(double? level, double? abandonment, double? speed, double? occupancy)
    {
        StaffingGoals goals = new() { ServiceLevel = level, Abandonment = abandonment, SpeedOfAnswer = speed, Occupancy = occupancy };
        IsFrench(Should.Throw<QueueRefusedException>(() => StaffingRequirement.Find(QueueMethod.ErlangA, Good, goals)));
    }

    [Fact]
    public void A_goal_out_of_reach_is_refused_in_French_as_well() =>
        IsFrench(Should.Throw<QueueRefusedException>(() => StaffingRequirement.Find(QueueMethod.ErlangA, Good with { Lines = 45, Agents = 1 }, new StaffingGoals { ServiceLevel = 0.99 })));

    static void IsFrench(QueueRefusedException refused)
    {
        refused.In("fr").ShouldNotBe(refused.Message);
        refused.In("en").ShouldBe(refused.Message);
    }
}
