using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Numerics.Distributions;
using NodaTime;

namespace Capacity.Simulation.Models;

/// <summary>
/// A scenario in the form that engines run: immutable, shared by threads, with demand and supply compiled once per course of events.
/// </summary>
public sealed class SimulationModel
{
    readonly Lazy<CompiledCourse>[] _courses;
    readonly Lazy<double> _busiestInterval;
    readonly bool _exponentialHandleTimes;

    SimulationModel(Scenario scenario, bool exponentialHandleTimes, Contacts.ContactScript? script)
    {
        if (scenario.IntervalMinutes is not (15 or 30 or 60))
            throw new ArgumentException($"The planning interval is {scenario.IntervalMinutes} minutes; it must be 15, 30 or 60.");
        Scenario = scenario;
        Script = script;
        _exponentialHandleTimes = exponentialHandleTimes;
        Timeline = new Timeline(scenario, RunOutDays(scenario));
        Network = new NetworkModel(scenario, Timeline, exponentialHandleTimes);
        Uncertainties = [.. scenario.Uncertainties.Select(uncertainty => UncertaintyModel.Of(uncertainty, Network, scenario.Cohorts))];
        var demand = new DemandCompiler(scenario, Timeline, Network);
        var supply = new SupplyCompiler(scenario, Timeline, Network);
        var laws = new Dictionary<double, GammaDistribution>();
        CommonBusyness = BusynessLaw(scenario.CommonDailyVariation, laws);
        Wanders = [.. Network.Queues.Select(queue => demand.Wander(queue.Index))];
        Busyness = [.. Network.Queues.Select(queue => BusynessLaw(demand.DailyVariation(queue.Index), laws))];
        var horizon = Timeline.DateOf(Timeline.SimulatedDays);
        var courses = Course.CountOf(scenario);
        if (courses > AnnouncementCourses.Most)
            throw new ArgumentException(
                $"The open announcements can turn out in {courses} ways together; at most {AnnouncementCourses.Most} are compiled. Join or drop branches.");
        _courses = [.. Enumerable.Range(0, courses).Select(number => new Lazy<CompiledCourse>(() =>
        {
            var course = Course.Of(scenario, number, horizon);
            return new CompiledCourse(course, demand.Compile(course), supply.Compile(course));
        }))];
        _busiestInterval = new Lazy<double>(() => MostIn(CourseOf(0)));
    }

    /// <summary>The scenario that was compiled.</summary>
    public Scenario Scenario { get; }

    /// <summary>Its time.</summary>
    public Timeline Timeline { get; }

    /// <summary>How many courses of events its announcements have.</summary>
    public int CourseCount => _courses.Length;

    internal NetworkModel Network { get; }
    internal UncertaintyModel[] Uncertainties { get; }

    /// <summary>Gamma laws of mean 1 of the daily factor that all queues share, and of each queue's own; null where days do not vary.</summary>
    internal GammaDistribution? CommonBusyness { get; }
    internal GammaDistribution?[] Busyness { get; }

    /// <summary>How level and intervals of each queue wander; null where they do not.</summary>
    internal WanderModel?[] Wanders { get; }

    /// <summary>Expected fresh contacts of all queues together in the busiest interval of the first course.</summary>
    internal double BusiestInterval => _busiestInterval.Value;
    internal Contacts.ContactScript? Script { get; }

    /// <summary>Compiles a scenario; a name that the network does not have is refused with what it has.</summary>
    public static SimulationModel Compile(Scenario scenario) => new(scenario, exponentialHandleTimes: false, script: null);

    /// <summary>As <see cref="Compile(Scenario)"/>, with exponential handle times, or with contacts from a script: theory speaks of these.</summary>
    internal static SimulationModel Compile(Scenario scenario, bool exponentialHandleTimes, Contacts.ContactScript? script = null) =>
        new(scenario, exponentialHandleTimes, script);

    /// <summary>The same scenario in intervals of at least so many minutes.</summary>
    internal SimulationModel InIntervals(int minutes) => Scenario.IntervalMinutes >= minutes
        ? this
        : new SimulationModel(Scenario with { IntervalMinutes = minutes }, _exponentialHandleTimes, Script);

    static GammaDistribution? BusynessLaw(double variation, Dictionary<double, GammaDistribution> laws)
    {
        if (variation <= 0)
            return null;
        if (!laws.TryGetValue(variation, out var law))
            laws[variation] = law = GammaDistribution.OfMeanAndVariation(1, variation);
        return law;
    }

    internal CompiledCourse CourseOf(int number) => _courses[number].Value;

    double MostIn(CompiledCourse compiled)
    {
        var sums = new double[Timeline.Intervals];
        foreach (var flow in compiled.Demand.SelectMany(flows => flows))
            for (var i = 0; i < sums.Length; i++)
                sums[i] += flow.Means[i];
        return sums.Max();
    }

    /// <summary>
    /// The longest target of a deferred queue in whole days and two more for a weekend, at most nine: contacts of the last day have met or
    /// missed it by then. Without such queues a day where there are chats, whose handle time is known when they end.
    /// </summary>
    static int RunOutDays(Scenario scenario)
    {
        var queues = scenario.Network.Queues;
        var deferred = queues.Where(queue => queue.Channel.IsDeferred()).ToList();
        return deferred.Count > 0 ? (int)Math.Min(9, Math.Ceiling(deferred.Max(queue => queue.Goals.TargetSeconds) / 86400) + 2)
            : queues.Any(queue => queue.Channel.IsConcurrent()) ? 1 : 0;
    }

    /// <summary>Expected work offered to each queue in each interval, in erlangs, over all courses: fresh contacts only.</summary>
    public double[][] OfferedLoads() => ExpectedDemand(handleSeconds: true);

    /// <summary>Expected fresh contacts of each queue in each interval, over all courses.</summary>
    public double[][] FreshContacts() => ExpectedDemand(handleSeconds: false);

    double[][] ExpectedDemand(bool handleSeconds)
    {
        var sums = Network.Queues.Select(_ => new double[Timeline.Intervals]).ToArray();
        for (var number = 0; number < CourseCount; number++)
        {
            var compiled = CourseOf(number);
            foreach (var queue in Network.Queues)
                foreach (var flow in compiled.Demand[queue.Index])
                {
                    var weight = compiled.Course.Probability * MeanFactor(queue.Index, flow);
                    if (handleSeconds)
                        weight *= flow.MeanHandleFactor(Network.Reasons) * queue.Handle.Mean / Timeline.IntervalSeconds;
                    for (var i = 0; i < Timeline.Intervals; i++)
                        sums[queue.Index][i] += weight * flow.Means[i];
                }
        }

        return sums;
    }

    /// <summary>Mean of the uncertain factors of a flow.</summary>
    internal double MeanFactor(int queue, DemandFlow flow) => Uncertainties
        .Where(one => one.Figure == flow.UncertainFigure && (one.Owner < 0 || one.Owner == (flow.Cohort < 0 ? queue : flow.Cohort)))
        .Aggregate(1.0, (product, one) => product * one.Mean);

    /// <summary>Expected agents of each team in each interval, redeployed people with the team that they join, absence waves at their mean.</summary>
    public double[][] Agents()
    {
        var sums = Scenario.Network.Teams.Select(_ => new double[Timeline.Intervals]).ToArray();
        var agents = Network.Pools.Select(_ => new double[Timeline.Intervals]).ToArray();
        for (var number = 0; number < CourseCount; number++)
        {
            var compiled = CourseOf(number);
            double[] peaks = [.. compiled.Supply.Waves.Select(wave => wave.MeanPeak)];
            Staffing.Expected(compiled.Supply, peaks, Network, Scenario.Network.Sites, Timeline, 0, Timeline.Intervals, agents);
            foreach (var pool in Network.Pools)
                for (var i = 0; i < Timeline.Intervals; i++)
                    sums[pool.Team][i] += compiled.Course.Probability * agents[pool.Index][i];
        }

        return sums;
    }

    /// <summary>Expected paid hours, overtime among them, and their cost in euros, of a team in a reported week.</summary>
    public TeamWeek PaidWeek(int team, int week)
    {
        double paid = 0, overtime = 0, cost = 0;
        for (var number = 0; number < CourseCount; number++)
        {
            var (course, supply) = (CourseOf(number).Course, CourseOf(number).Supply);
            for (var day = 7 * week; day < 7 * week + 7; day++)
            {
                paid += course.Probability * supply.PaidHours[team][day];
                overtime += course.Probability * supply.OvertimeHours[team][day];
                cost += course.Probability * supply.Cost[team][day];
            }
        }

        return new TeamWeek(paid, overtime, cost);
    }

    /// <summary>Expected staff cost of the reported weeks in euros, with the one-off costs of self-service, hires and courses.</summary>
    public double TotalCost() =>
        Enumerable.Range(0, Scenario.Network.Teams.Count)
            .Sum(team => Enumerable.Range(0, Timeline.Weeks).Sum(week => PaidWeek(team, week).Cost))
        + Scenario.Levers.Sum(lever => lever switch
        {
            Domain.Levers.Deflection deflection => deflection.OneOffCost,
            Domain.Levers.Hire hire => hire.Heads * hire.CostPerHead,
            Domain.Levers.CrossTraining course => course.Heads * course.CostPerHead,
            _ => 0,
        });

    /// <summary>The share (0–1) of an interval during which a queue is open.</summary>
    public double OpenShare(int queue, int interval)
    {
        var start = Timeline.StartOf(interval);
        return Network.Queues[queue].Open.OpenSecondsBetween(start, start + Timeline.IntervalSeconds) / Timeline.IntervalSeconds;
    }

    /// <summary>Version of the tz database that local times were computed with.</summary>
    public static string TimeZoneDatabase => DateTimeZoneProviders.Tzdb.VersionId;
}

/// <summary>Paid hours of a team in a week, overtime among them, and cost in euros.</summary>
public sealed record TeamWeek(double PaidHours, double OvertimeHours, double Cost);

/// <summary>Demand and supply in one course of events.</summary>
internal sealed record CompiledCourse(Course Course, DemandFlow[][] Demand, SupplyPlan Supply);
