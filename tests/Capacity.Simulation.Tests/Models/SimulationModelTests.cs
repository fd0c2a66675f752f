using Capacity.Domain.Demand;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using Capacity.Simulation.Models;
using NodaTime;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Models;

/// <summary>What a scenario's words become: expected contacts, agents, hours and cost.</summary>
public sealed class SimulationModelTests
{
    static readonly LocalDate s_start = new(2020, 6, 1);

    static Scenario Plain(int weeks = 2) => Scenario(
        weeks, [Voice("calls", 300, 180), Voice("files", 600, null, 86400) with { Channel = Channel.BackOffice }],
        [Team("team", 10, Skill("calls")), Team("other", 4, Skill("files"))], Baseline("calls", 1000), Baseline("files", 200));

    static double Contacts(Scenario scenario, int queue, int firstDay, int days)
    {
        var model = SimulationModel.Compile(scenario);
        var fresh = model.FreshContacts()[queue];
        return fresh.Where((_, i) => model.Timeline.DayOf(i) >= firstDay && model.Timeline.DayOf(i) < firstDay + days).Sum();
    }

    [Fact]
    public void History_is_divided_by_its_amplification()
    {
        var scenario = Plain() with { Baselines = [Baseline("calls", 1000) with { HistoricalAmplification = 1.25 }] };

        Contacts(scenario, 0, 0, 7).ShouldBe(5600, 1e-6);
    }

    [Fact]
    public void Suppressed_contacts_stay_away_and_the_deferred_share_comes_after_the_end()
    {
        var scenario = Plain(26) with
        {
            Suppressions = [new Suppression
            {
                Queues = ["calls"], Share = 0.5, DeferredShare = 0.6, ReleaseMeanDays = 7,
                During = new() { From = s_start, Until = s_start.PlusDays(7) },
            }],
        };

        Contacts(scenario, 0, 0, 7).ShouldBe(3500, 1e-6);
        Contacts(scenario, 0, 7, 175).ShouldBe(175_000 + 0.6 * 3500, 1);
        Contacts(scenario, 1, 0, 7).ShouldBe(1400, 1e-6);
    }

    [Fact]
    public void A_cohort_comes_once_and_only_in_open_hours()
    {
        var cohort = new Cohort
        {
            Id = "cancelled", Date = s_start, Customers = 2000,
            Contacts = [new ContactPropensity { Queue = "calls", Reason = "settled", PerCustomer = 0.8 }],
        };
        var weekdays = OpeningHours.Weekly(new LocalTime(9, 0), new LocalTime(17, 0), IsoDayOfWeek.Monday, IsoDayOfWeek.Friday);
        var plain = Plain(30);
        var scenario = plain with
        {
            Baselines = [],
            Cohorts = [cohort],
            Network = plain.Network with { Queues = [plain.Network.Queues[0] with { OpeningHours = weekdays }, plain.Network.Queues[1]] },
        };

        Contacts(scenario, 0, 0, 210).ShouldBe(1600, 4);
        Contacts(scenario, 0, 1, 3).ShouldBe(0);
        Contacts(scenario, 0, 4, 1).ShouldBeGreaterThan(100);
    }

    [Fact]
    public void An_obligation_echoes_when_it_falls_due()
    {
        var scenario = Plain(30) with
        {
            Baselines = [],
            Cohorts = [new Cohort { Id = "cancelled", Date = s_start, Customers = 1000 }],
            Obligations =
            [
                new Obligation
                {
                    Id = "voucher", Cohort = "cancelled", Share = 0.5, DueMonths = 2,
                    Contacts = [new ContactPropensity { Queue = "calls", Reason = "settled", PerCustomer = 1 }],
                },
            ],
        };

        Contacts(scenario, 0, 0, 61).ShouldBe(0);
        Contacts(scenario, 0, 61, 149).ShouldBe(500, 5);
    }

    [Fact]
    public void Branches_of_an_announcement_are_weighed_by_their_probability()
    {
        var scenario = Plain(4) with
        {
            Announcements = [new Announcement
            {
                Id = "reopening",
                Branches =
                [
                    new() { Id = "early", EffectiveFrom = s_start.PlusDays(7), Probability = 0.6 },
                    new() { Id = "late", EffectiveFrom = s_start.PlusDays(14), Probability = 0.4 },
                ],
            }],
            Suppressions =
            [
                new Suppression
                {
                    Queues = ["calls"], Share = 1, DeferredShare = 0, During = new() { From = s_start, UntilAnnouncement = "reopening" },
                },
            ],
        };

        Contacts(scenario, 0, 0, 7).ShouldBe(0);
        Contacts(scenario, 0, 7, 7).ShouldBe(0.6 * 7000, 1e-6);
        Contacts(scenario, 0, 14, 7).ShouldBe(7000, 1e-6);
    }

    [Fact]
    public void Shrinkage_furlough_and_overtime_change_agents_hours_and_cost()
    {
        var plain = Plain();
        var model = SimulationModel.Compile(plain with
        {
            Furloughs = [new Furlough { Team = "team", Share = 0.4, During = new() { From = s_start, Until = s_start.PlusDays(7) } }],
            Levers = [new Overtime { Id = "more", Team = "team", From = s_start.PlusDays(7), HoursPerWeek = 60 }],
        });

        model.Agents()[0][12].ShouldBe(6, 1e-9);
        model.Agents()[0][7 * 24 + 12].ShouldBe(10 + 60 / 168.0, 1e-9);
        model.PaidWeek(0, 0).PaidHours.ShouldBe(6 * 168, 1e-6);
        model.PaidWeek(0, 1).OvertimeHours.ShouldBe(60, 1e-6);
        model.PaidWeek(0, 1).Cost.ShouldBe((1680 + 60 * 1.25) * 22, 1e-6);
    }

    [Fact]
    public void Redeployed_people_leave_short_time_work_first_and_are_paid_where_they_go()
    {
        var plain = Plain();
        var model = SimulationModel.Compile(plain with
        {
            Furloughs = [new Furlough { Team = "team", Share = 0.3, During = new() { From = s_start, Until = s_start.PlusDays(14) } }],
            Levers = [new Redeployment { Id = "move", FromTeam = "team", ToTeam = "other", Heads = 5, From = s_start, HandleTimeFactor = 1.25 }],
        });

        model.Agents()[0][12].ShouldBe(5, 1e-9);
        model.Agents()[1][12].ShouldBe(9, 1e-9);
        model.PaidWeek(1, 0).PaidHours.ShouldBe(9 * 168, 1e-6);
        model.Network.Pools[2].HandleFactor[1].ShouldBe(1.25);
    }

    [Fact]
    public void Seats_are_a_ceiling_that_remote_work_lifts()
    {
        var plain = Plain();
        var sites = new[] { new Site { Id = "site", Seats = 7, RemoteShare = 0.3 } };

        var agents = SimulationModel.Compile(plain with { Network = plain.Network with { Sites = sites } }).Agents();

        (agents[0][12] + agents[1][12]).ShouldBe(7 + 0.3 * 14, 1e-9);
    }

    [Fact]
    public void Whole_agents_of_a_week_sum_to_its_agents_rounded_once()
    {
        var agents = Enumerable.Range(0, 168).Select(i => i % 3 == 0 ? 0 : 2.37).ToArray();
        var whole = new int[agents.Length];

        Staffing.Round(agents, whole);

        whole.Sum().ShouldBe((int)Math.Round(agents.Sum()));
        whole.Where((_, i) => i % 3 == 0).ShouldAllBe(n => n == 0);
        whole.Max().ShouldBe(3);
    }

    [Fact]
    public void A_name_that_is_not_there_is_refused_with_the_names_that_are()
    {
        var error = Should.Throw<ArgumentException>(() => SimulationModel.Compile(Plain() with { Baselines = [Baseline("nobody", 1)] }));

        error.Message.ShouldContain("nobody");
        error.Message.ShouldContain("calls");
    }
}
