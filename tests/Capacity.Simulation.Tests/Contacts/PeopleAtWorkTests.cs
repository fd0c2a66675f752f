using Capacity.Domain.Emotions;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using Capacity.Numerics.Queueing;
using NodaTime;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>Skills counted once, absence felt by the neighbors, and hard contacts that take longer.</summary>
public sealed class PeopleAtWorkTests
{
    static readonly LocalDate s_start = new(2020, 6, 1);

    /// <summary>Two lines of 3.05 and 1.50 erlangs, 180 s, without impatience, and one team that serves both.</summary>
    static Scenario TwoSkills(int agents) => Scenario(
        8, [Voice("one", 180, null), Voice("two", 180, null)], [Team("team", agents, Skill("one"), Skill("two"))],
        Baseline("one", 3.05 * 480), Baseline("two", 1.5 * 480));

    static double[] ServiceLevels(int agents)
    {
        var run = Run(TwoSkills(agents), 40);
        var (one, two) = (run.Tallies(0), run.Tallies(1));
        return [.. one.Zip(two, (a, b) => (a.AnsweredWithinTarget + b.AnsweredWithinTarget) / (a.Offered + b.Offered))];
    }

    /// <summary>Who counts five agents fully for each of two skills sees enough on both lines; they are five, not ten.</summary>
    [Fact]
    public void Five_agents_with_two_skills_are_five() => ServiceLevels(5).ShouldAgreeWith(0.253, 0.01);

    [Fact]
    public void Seven_agents_serve_what_five_cannot()
    {
        ServiceLevels(7).ShouldAgreeWith(0.827, 0.004);
        StaffingRequirement.Find(
            QueueMethod.ErlangC,
            new QueueModel { ArrivalRate = 4.55 / 180, MeanServiceTime = 180, Target = 20 },
            new StaffingGoals { ServiceLevel = 0.8 }).Agents.ShouldBe(7);
    }

    /// <summary>Two sites on one line that opens by day, and work while it is open, so that nothing of a day is left on the next.</summary>
    static Scenario TwoSites(params AbsenceWave[] waves)
    {
        var line = Voice("calls", 300, 60) with { OpeningHours = Daily(8, 20) };
        static Team ByDay(Team team) => team with { WorkingHours = Daily(8, 20), ContractHours = 7 * 12 };
        var plain = Scenario(2, [line], [ByDay(Team("north", 12, Skill("calls"))), ByDay(Team("south", 12, Skill("calls"))) with { Site = "south" }], Baseline("calls", 2400));
        return plain with { AbsenceWaves = waves, Network = plain.Network with { Sites = [new Site { Id = "site" }, new Site { Id = "south" }] } };
    }

    static readonly AbsenceWave s_wave = new()
    {
        Id = "wave", Site = "site", PeakShare = 0.4, PeakVariation = 0, During = new() { From = s_start, Until = s_start.PlusDays(7) },
    };

    [Fact]
    public void An_absence_wave_in_one_site_is_work_for_its_neighbor()
    {
        var (calm, wave) = (Run(TwoSites(), 8), Run(TwoSites(s_wave), 8));
        double Handled(SmallRun run, int team) => run.Agents(team).Average(values => values[6]);

        Handled(wave, 1).ShouldBeGreaterThan(1.02 * Handled(calm, 1));
        Handled(wave, 0).ShouldBeLessThan(0.95 * Handled(calm, 0));
        wave.Occupancies(1).Average().ShouldBeGreaterThan(calm.Occupancies(1).Average());
    }

    [Fact]
    public void After_the_wave_every_figure_is_exactly_what_it_was()
    {
        var (calm, wave) = (Run(TwoSites(), 4), Run(TwoSites(s_wave), 4));

        wave.Tallies(0, 0, 7).ShouldNotBe(calm.Tallies(0, 0, 7));
        wave.Tallies(0, 7, 7).ShouldBe(calm.Tallies(0, 7, 7));
        for (var team = 0; team < 2; team++)
        {
            AgentsOf(wave, team, 0).ShouldNotBe(AgentsOf(calm, team, 0));
            AgentsOf(wave, team, 7).ShouldBe(AgentsOf(calm, team, 7));
        }
    }

    /// <summary>Every KPI of a team in seven days, replication by replication.</summary>
    static List<double[]> AgentsOf(SmallRun run, int team, int firstDay)
    {
        var sums = Simulation.Results.AgentDaySums.OfTeams(run.Model)[team];
        return [.. run.Block.Replications.Select(replication =>
        {
            sums.Read(replication.Teams[team]);
            return sums.Values(firstDay, 7).ToArray();
        })];
    }

    static Scenario Hard(EmotionalLoad? load, double intensity = 1)
    {
        var line = Voice("calls", 300, null) with { Reasons = [new ReasonShare { Reason = "hard", Share = 1 }] };
        var plain = Scenario(2, [line], [Team("team", 20, Skill("calls"))], Baseline("calls", 1000));
        var reason = new Reason { Id = "hard", FirstContactResolution = 1, Emotion = 0.5, Intensity = intensity };
        return plain with { EmotionalLoad = load, Network = plain.Network with { Reasons = [reason] } };
    }

    [Theory]
    [InlineData(1, 300 * 1.2)]
    [InlineData(0.5, 300 * 1.1)]
    public void Hard_contacts_lengthen_handling_by_their_intensity(double intensity, double mean)
    {
        var scenario = Hard(new EmotionalLoad { HandleTimeFactor = 1.4 }, intensity);

        Run(scenario, 20).Values(0, ContactKpis.AverageHandleTime).ShouldAgreeWith(mean, 2);
        Simulation.Models.SimulationModel.Compile(scenario).OfferedLoads()[0][0].ShouldBe(1000 / 86400.0 * mean, 1e-6);
    }

    [Fact]
    public void Without_emotional_load_or_switched_off_nothing_changes() =>
        Run(Hard(new EmotionalLoad { Enabled = false }), 2).Tallies(0).ShouldBe(Run(Hard(null), 2).Tallies(0));

    /// <summary>Some thirty hard contacts per agent-day against a threshold of two, from the second week on.</summary>
    static EmotionalLoad Lasting(double absence, double attrition) => new()
    {
        HandleTimeFactor = 1, StrainFromContacts = 2, StrainWeeks = 1, AbsenceShare = absence, AttritionShare = attrition,
    };

    /// <summary>A KPI of the team in a week, by its place among the KPIs of teams.</summary>
    static double Weekly(SmallRun run, int week, int kpi)
    {
        var sums = Simulation.Results.AgentDaySums.OfTeams(run.Model)[0];
        return run.Block.Replications.Average(replication =>
        {
            sums.Read(replication.Teams[0]);
            return sums.Values(7 * week, 7)[kpi];
        });
    }

    [Fact]
    public void Hard_contacts_that_last_keep_people_away()
    {
        var run = Run(Hard(Lasting(absence: 0.005, attrition: 0)), 8);
        var above = Weekly(run, 0, kpi: 4) - 2;

        above.ShouldBeGreaterThan(1);
        Weekly(run, 1, kpi: 5).ShouldBe(Weekly(run, 0, kpi: 5) * (1 - 0.005 * above), 0.005 * Weekly(run, 0, kpi: 5));
        Weekly(run, 1, kpi: 10).ShouldBe(Weekly(run, 0, kpi: 10), 1e-6);
    }

    [Fact]
    public void Hard_contacts_that_last_make_people_leave_who_are_paid_no_more()
    {
        Scenario Leaving(EmotionalLoad? load) => Hard(load) is var hard ? hard with
        {
            Network = hard.Network with { Teams = [hard.Network.Teams[0] with { Attrition = [new AttritionStep { PerYear = 1 }] }] },
        } : hard;
        var (usual, strained) = (Run(Leaving(null), 8), Run(Leaving(Lasting(absence: 0, attrition: 0.5)), 8));
        var factor = 0.5 * (Weekly(strained, 0, kpi: 4) - 2);

        Weekly(strained, 0, kpi: 10).ShouldBe(Weekly(usual, 0, kpi: 10));
        (Weekly(strained, 1, kpi: 10) / Weekly(usual, 1, kpi: 10)).ShouldBe(Math.Exp(-factor * 7 / 365.25), 1e-3);
    }

    /// <summary>Occupied to some 97 % by impatient callers, against a ceiling of 85 %.</summary>
    static Scenario Overworked(OccupancyStrain? strain, int calls = 2400) =>
        Scenario(2, [Voice("calls", 300, 120)], [Team("team", 6, Skill("calls"))], Baseline("calls", calls)) with { OccupancyStrain = strain };

    static OccupancyStrain Wearing(double absence, double attrition) => new() { StrainWeeks = 1, AbsenceShare = absence, AttritionShare = attrition };

    [Fact]
    public void Occupancy_that_lasts_above_the_ceiling_keeps_people_away()
    {
        var run = Run(Overworked(Wearing(absence: 0.01, attrition: 0)), 8);
        var above = 100 * (Weekly(run, 0, kpi: 0) - 0.85);

        above.ShouldBeGreaterThan(5);
        Weekly(run, 1, kpi: 5).ShouldBe(Weekly(run, 0, kpi: 5) * (1 - 0.01 * above), 0.01 * Weekly(run, 0, kpi: 5));
        Weekly(run, 1, kpi: 10).ShouldBe(Weekly(run, 0, kpi: 10), 1e-6);
    }

    [Fact]
    public void Occupancy_that_lasts_above_the_ceiling_makes_people_leave_who_are_paid_no_more()
    {
        var (usual, worn) = (Run(Overworked(null), 8), Run(Overworked(Wearing(absence: 0, attrition: 0.1)), 8));
        var above = 100 * (Weekly(worn, 0, kpi: 0) - 0.85);

        Weekly(worn, 0, kpi: 10).ShouldBe(Weekly(usual, 0, kpi: 10));
        (Weekly(worn, 1, kpi: 10) / Weekly(usual, 1, kpi: 10)).ShouldBe(Math.Exp(-0.1 * above * 7 / 365.25), 1e-3);
    }

    [Fact]
    public void Occupancy_below_the_ceiling_or_switched_off_changes_nothing()
    {
        Run(Overworked(Wearing(0.01, 0.1), calls: 300), 2).Agents(0).ShouldBe(Run(Overworked(null, calls: 300), 2).Agents(0));
        Run(Overworked(Wearing(0.01, 0.1) with { Enabled = false }), 2).Agents(0).ShouldBe(Run(Overworked(null), 2).Agents(0));
    }

    [Fact]
    public void Strain_that_is_switched_off_changes_nothing() =>
        Run(Hard(Lasting(0.02, 0.5) with { Enabled = false }), 2).Agents(0).ShouldBe(Run(Hard(null), 2).Agents(0));
}
