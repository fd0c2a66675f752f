using Capacity.Domain.Networks;
using Capacity.Domain.Samples;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Calibration;
using Capacity.Forecasting.History;
using Capacity.Forecasting.Tests;
using Capacity.Forecasting.Tests.Calibration;
using Capacity.Planning.Replays;
using Capacity.Simulation.Experiments;
using Capacity.Simulation.Models;
using NodaTime;

namespace Capacity.Planning.Tests.Replays;

public class WeekReplayTests
{
    private static readonly ExperimentOptions Options = new() { Replications = 48, Seed = 21 };

    public class A_week_that_the_simulator_made
    {
        private static readonly LocalDate Monday = new(2020, 6, 22);

        /// <summary>Half-hour counts of the line in one replication, with or without what became of the calls.</summary>
        private static HistorySeries History(bool withOutcomes)
        {
            var log = KnownCenter.Log(SimulationModel.Compile(KnownCenter.Scenario()), 5);
            var history = LoggedHistory.Of(log, "line", DateTimeZoneProviders.Tzdb["Europe/Paris"]);
            return withOutcomes ? history : history with { Outcomes = [] };
        }

        private static QueueReplay Replay(bool withOutcomes) => WeekReplay.Run(
            KnownCenter.Scenario(), Monday, new Dictionary<string, HistorySeries> { ["line"] = History(withOutcomes) }, Options,
            cancellationToken: TestContext.Current.CancellationToken).Queues.Single();

        [Fact]
        public void Returns_its_volume_within_two_percent_by_modeled_amplification()
        {
            var replay = Replay(withOutcomes: false);
            replay.Basis.ShouldBe("modeled");
            replay.Amplification.ShouldBeGreaterThan(1.2);
            replay.OfferedError.ShouldBe(0, 0.02);
        }

        [Fact]
        public void Shows_the_abandonment_that_there_was_where_returns_are_taken_out_by_outcomes()
        {
            var replay = Replay(withOutcomes: true);
            replay.Basis.ShouldBe("outcomes");
            replay.OfferedError.ShouldBe(0, 0.02);
            var abandonment = replay.Week.Single(figure => figure.Name == "abandonmentRate");
            abandonment.Mean.ShouldBe(abandonment.Actual, 0.06);
        }
    }

    public class A_normal_week_of_the_bank
    {
        private static readonly LocalDate Monday = new(2003, 6, 16);

        private static readonly IsoDayOfWeek[] Weekdays =
            [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

        private static readonly OpeningHours Hours = OpeningHours.Weekly(new LocalTime(7, 0), new LocalTime(21, 5), Weekdays);

        /// <summary>The bank's file has no staffing: 2 % fewer agents than there is work in each half hour are taken as what was there.</summary>
        private static Scenario Staffed(HistorySeries history)
        {
            var week = history.Resample(30).From(Monday).Before(Monday.PlusDays(7));
            var agents = week.Starts.Zip(week.Counts, (start, count) => (start, Math.Ceiling(0.98 * count * 200 / 1800)));
            var team = new Team { Id = "team", Site = "site", WorkingHours = Hours, Skills = [new Skill { Queue = "bank" }] };
            return new Scenario
            {
                Id = "bank",
                AsOf = Monday,
                Start = Monday,
                Weeks = 1,
                IntervalMinutes = 30,
                Network = new Network
                {
                    Sites = [new Site { Id = "site" }],
                    Queues =
                    [
                        new Queue
                        {
                            Id = "bank", OpeningHours = Hours, HandleTime = new HandleTime { MeanSeconds = 200 }, Patience = new Patience(),
                            Reasons = [new ReasonShare { Reason = "any", Share = 1 }], Redial = new Redial(), Recontact = new Recontact(),
                        },
                    ],
                    Teams = [PastStaffing.Of(team, agents, 30)],
                    Reasons = [new Reason { Id = "any" }],
                },
            };
        }

        [Fact]
        public void Returns_the_imported_volume_within_two_percent_with_its_staffing_in_total_and_by_day()
        {
            var history = SharedData.Read(SharedData.Bank).Series!;
            var replay = WeekReplay.Run(
                Staffed(history), Monday, new Dictionary<string, HistorySeries> { ["bank"] = history }, Options with { Replications = 2 },
                cancellationToken: TestContext.Current.CancellationToken).Queues.Single();
            replay.OfferedError.ShouldBe(0, 0.02);
            replay.Amplification.ShouldBeGreaterThan(1.3, "three in ten come back, and who gives up calls again");
            replay.Days.Count(day => Math.Abs(day.Mean / day.Actual - 1) < 0.03).ShouldBe(5);
        }
    }

    public class An_ordinary_week_of_the_worked_example
    {
        private static readonly LocalDate Monday = new(2020, 3, 9);

        [Fact]
        public void Returns_the_volume_of_every_queue_within_two_percent_small_ones_included()
        {
            var past = Horizons.Past(4);
            var log = KnownCenter.Log(SimulationModel.Compile(past), 0);
            var histories = past.Network.Queues.ToDictionary(
                queue => queue.Id, queue => LoggedHistory.Of(log, queue.Id, DateTimeZoneProviders.Tzdb["Europe/Paris"]));
            var replay = WeekReplay.Run(past, Monday, histories, Options with { Replications = 200 }, cancellationToken: TestContext.Current.CancellationToken);
            replay.Queues.Count.ShouldBe(past.Network.Queues.Count);
            replay.Queues.ShouldAllBe(queue => Math.Abs(queue.OfferedError) < 0.02);
            replay.Queues.Single(queue => queue.Queue == "refund-callback").Amplification.ShouldBe(1, 1e-9, "nobody returns to it");
        }
    }

    [Fact]
    public void A_team_of_past_staffing_has_the_agents_of_every_interval()
    {
        var monday = new LocalDate(2020, 6, 22);
        var agents = Enumerable.Range(16, 24).Select(slot => (monday.AtMidnight().PlusMinutes(30 * slot), 2.0 + slot % 3)).ToList();
        var team = PastStaffing.Of(new Team { Id = "team" }, agents, 30);
        (team.Headcount * team.ContractHours).ShouldBe(agents.Sum(one => one.Item2) / 2, 1e-9);
        foreach (var (start, there) in agents)
            team.Shifts.Sum(shift => shift.Days.Contains(start.DayOfWeek) ? shift.Weight * shift.WorkedShare(start.Hour * 60 + start.Minute, start.Hour * 60 + start.Minute + 30) : 0)
                .ShouldBe(there, 1e-9);
    }
}
