using System.Text.Json;
using Capacity.Domain.Demand;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using NodaTime;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>
/// The contact-level engine against examples of an independent library (ContactCenters on SSJ, 20,000 replications): the values and
/// three of their standard errors stand in the reference cases.
/// </summary>
public sealed class ContactEngineAgainstLibraryTests
{
    const int Weeks = 26;
    const int Replications = 40;

    static readonly IsoDayOfWeek[] s_workdays =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    static OpeningHours Workdays(int from, int until) => OpeningHours.Weekly(new LocalTime(from, 0), new LocalTime(until, 0), s_workdays);

    static Baseline Workdays(string queue, int from, params double[] perHour) => new()
    {
        Queue = queue,
        DailyVariation = 0,
        Days = [.. s_workdays.Select(day => new WeekdayProfile
        {
            Day = day, Contacts = perHour.Sum(), ShapeStart = new LocalTime(from, 0), StepMinutes = 60, Shape = perHour,
        })],
    };

    static Team Workdays(string id, int agents, int from, int until, params string[] queues) =>
        Team(id, agents, [.. queues.Select(queue => Skill(queue))]) with
        {
            WorkingHours = Workdays(from, until), ContractHours = 5 * (until - from),
        };

    /// <summary>Two languages and bilingual agents, agents chosen at random, shared trunks, redials after exactly 20 minutes.</summary>
    static Scenario Bilingual()
    {
        Queue Language(string id, double shortest, double longest) => Voice(id, 300, 120, targetSeconds: 60) with
        {
            OpeningHours = Workdays(8, 17),
            HandleTime = new HandleTime { MeanSeconds = 300, Law = HandleTimeLaw.Empirical, Quantiles = [shortest, longest] },
            Redial = new Redial { Probability = 0.75, MaximumAttempts = 200, FastShare = 0, SlowMedianSeconds = 1200, SlowSigma = 0, KeepsPatience = true },
        };
        double[] perHour = [100, 50, 50, 50, 50, 50, 50, 50, 50];
        var scenario = Scenario(
            Weeks, [Language("english", 180, 420), Language("spanish", 240, 360)],
            [
                Workdays("english", 7, 8, 17, "english"), Workdays("spanish", 7, 8, 17, "spanish"),
                Workdays("bilingual", 4, 8, 17, "english", "spanish"),
            ],
            Workdays("english", 8, perHour), Workdays("spanish", 8, perHour));
        return scenario with
        {
            Network = scenario.Network with
            {
                Routing = new Routing { IdleAgent = IdleAgentRule.UniformRandom, WaitingContact = WaitingContactRule.LongestWait, PrioritiesFirst = false },
                LineGroups = [new LineGroup { Id = "trunks", Queues = ["english", "spanish"], Lines = 40 }],
            },
        };
    }

    [Fact]
    public void Agrees_with_the_bilingual_center_CC01()
    {
        var run = Run(Bilingual(), Replications, exponential: false);
        using var cases = ReferenceCases.Open();
        var check = Expected(cases, "CC01");

        check("arrived_all_incl_redials", Weekly(run, tally => tally.Offered));
        check("redials_all", Weekly(run, tally => tally.Redials));
        check("served_all", Weekly(run, tally => tally.Answered));
        check("abandoned_all", Weekly(run, tally => tally.Abandoned));
        check("in_target_all", AnsweredWithin(60, run.Model));
        check("occ_english_only_pct", Busy(run, 7 * 45, 0));
        check("occ_bilingual_pct", Busy(run, 4 * 45, 2));
        check("occ_all_pct", Busy(run, 18 * 45, 0, 1, 2));
    }

    /// <summary>Callers who have waited two minutes leave a message; 24 trunks.</summary>
    [Fact]
    public void Agrees_with_the_telethon_CC02()
    {
        var calls = Voice("calls", 600, 120, targetSeconds: 60) with
        {
            OpeningHours = Workdays(18, 22), Overflow = new Overflow { AfterSeconds = 120, Queue = "messages" },
            HandleTime = new HandleTime { MeanSeconds = 600, Law = HandleTimeLaw.Exponential },
        };
        var messages = Voice("messages", 60, null, 3600) with { Channel = Channel.Message };
        var scenario = Scenario(
            Weeks, [calls, messages], [Workdays("team", 12, 18, 22, "calls")], Workdays("calls", 18, 50, 50, 50, 50));
        var run = Run(scenario with
        {
            Network = scenario.Network with { LineGroups = [new LineGroup { Id = "trunks", Queues = ["calls"], Lines = 24 }] },
        }, Replications, exponential: false);
        using var cases = ReferenceCases.Open();
        var check = Expected(cases, "CC02");
        var disconnected = ReferenceCases.Find(cases, "CC02").Expected.GetProperty("disconnected").GetDouble();

        check("arrived", Weekly(run, tally => tally.Fresh));
        check("served", Weekly(run, tally => tally.Answered));
        check("abandoned", [.. Weekly(run, tally => tally.Abandoned).Select(all => all - disconnected)]);
        check("messages", Weekly(run, tally => tally.Transfers));
        check("in_target", Weekly(run, tally => tally.AnsweredWithinTarget));
        check("occupancy_pct", Busy(run, 12 * 20, 0));
    }

    /// <summary>The library adds up the waits of all attempts of a caller.</summary>
    static double[] AnsweredWithin(double seconds, SimulationModel model)
    {
        var engine = new Replication(model);
        return [.. Enumerable.Range(0, Replications).Select(number =>
        {
            var sink = new CallerWaits();
            engine.Sink = sink;
            engine.Run(1, number, CancellationToken.None);
            return sink.Answered.Count(wait => wait < seconds) / (double)Weeks;
        })];
    }

    sealed class CallerWaits : IContactSink
    {
        readonly Dictionary<ulong, double> _waits = [];

        public List<double> Answered { get; } = [];

        public void Add(in ContactRecord record)
        {
            var wait = _waits[record.Person] = _waits.GetValueOrDefault(record.Person) + record.Wait;
            if (record.Fate is ContactFate.Answered or ContactFate.StillServed)
                Answered.Add(wait);
        }
    }

    /// <summary>Figures of an average week over all queues, one per replication.</summary>
    static double[] Weekly(SmallRun run, Func<ContactTally, double> figure) => [.. Enumerable.Range(0, Replications).Select(replication =>
        Enumerable.Range(0, run.Model.Scenario.Network.Queues.Count).Sum(queue => figure(run.Tallies(queue)[replication])) / Weeks)];

    /// <summary>Handling time in per cent of scheduled time; calls in service at closing time are finished.</summary>
    static double[] Busy(SmallRun run, double weeklyHours, params int[] teams) => [.. Enumerable.Range(0, Replications).Select(replication =>
        teams.Sum(team => run.Agents(team)[replication][6]) / Weeks / weeklyHours * 100)];

    static Action<string, double[]> Expected(JsonDocument cases, string id)
    {
        var expected = cases.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        return (figure, values) =>
        {
            var (mean, exact) = (values.Average(), expected.GetProperty("expected").GetProperty(figure).GetDouble());
            var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
            error.ShouldBeLessThan(0.011 * Math.Max(10, exact), $"{figure}: the run is too short to prove anything");
            Math.Abs(mean - exact).ShouldBeLessThan(
                4 * error + expected.GetProperty("tolerance").GetProperty(figure).GetDouble(), $"{figure}: {mean} ± {error}, expected {exact}");
        };
    }
}
