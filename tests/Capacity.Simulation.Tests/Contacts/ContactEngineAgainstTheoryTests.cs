using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>The contact-level engine against exact chains; case numbers are those of the reference cases.</summary>
public sealed class ContactEngineAgainstTheoryTests
{
    [Fact]
    public void Agrees_with_Erlang_A_EA01()
    {
        var run = Run(
            Scenario(2, [Voice("calls", 300, 180)], [Team("team", 45, Skill("calls"))], Baseline("calls", 600 * 24)), 6);

        run.Values(0, ContactKpis.AbandonmentRate).ShouldAgreeWith(0.126097616, 0.002);
        run.Values(0, ContactKpis.ServiceLevelOfOffered).ShouldAgreeWith(0.498707, 0.006);
        run.Values(0, ContactKpis.AverageSpeedOfAnswer).ShouldAgreeWith(22.3130, 0.5);
        run.Occupancies(0).ShouldAgreeWith(600 / 12.0 * (1 - 0.126097616) / 45, 0.001);
    }

    [Theory]
    [InlineData(PatienceLaw.Exponential, 1, 0.1, 0.135726355864284, 13.8575116238967, 0.620229125322635)]
    [InlineData(PatienceLaw.Lognormal, 1.5, 0, 0.124710608518535, 23.0542352333339, 0.486741167841071)]
    public void Agrees_with_general_patience_MG40_and_MG50(
        PatienceLaw law, double variation, double balking, double abandon, double wait, double level)
    {
        var calls = Voice("calls", 300, 180) with
        {
            Patience = new Patience { Law = law, MeanSeconds = 180, CoefficientOfVariation = variation, Balking = balking },
        };
        var run = Run(Scenario(2, [calls], [Team("team", 45, Skill("calls"))], Baseline("calls", 600 * 24)), 4);

        run.Values(0, ContactKpis.AbandonmentRate).ShouldAgreeWith(abandon, 0.003);
        run.Values(0, ContactKpis.AverageWait).ShouldAgreeWith(wait, 0.5);
        run.Values(0, ContactKpis.ServiceLevelOfOffered).ShouldAgreeWith(level, 0.007);
    }

    [Theory]
    [InlineData(2, 0.12668659712682181, 0.21163755269634615, 0.4222886570894061, 0.808569986287491, 0.8571473716861095)]
    [InlineData(1, 0.0781997900282898, 0.28576634291982417, 0.26066596676096604, 0.7926717342493926, 0.8590497482363372)]
    public void Agrees_with_the_N_design_NM00_and_NM01(
        int preferredByB, double abandon1, double abandon2, double wait1, double occupancyA, double occupancyB)
    {
        var first = Voice("first", 300, 200) with { Priority = preferredByB == 1 ? 1 : 2 };
        var second = Voice("second", 300, 200) with { Priority = preferredByB == 2 ? 1 : 2 };
        var run = Run(
            Scenario(
                26, [first, second], [Team("a", 4, Skill("first", 1)), Team("b", 5, Skill("first", 2), Skill("second", 1))],
                Baseline("first", PerDay(1)), Baseline("second", PerDay(0.8))), 4);

        run.Values(0, ContactKpis.AbandonmentRate).ShouldAgreeWith(abandon1, 0.002);
        run.Values(1, ContactKpis.AbandonmentRate).ShouldAgreeWith(abandon2, 0.002);
        run.Values(0, ContactKpis.AverageWait).ShouldAgreeWith(wait1 * 60, 0.5);
        run.Occupancies(0).ShouldAgreeWith(occupancyA, 0.002);
        run.Occupancies(1).ShouldAgreeWith(occupancyB, 0.002);
    }

    [Theory]
    [InlineData(1.5, 4, new[] { 0.15, 0.25, 0.3 }, 0.2, 0.234935856226019, 9.702611203687251, 0.9962171978765769)]
    [InlineData(1.0, 5, new[] { 0.2, 0.4, 0.6 }, 0.25, 2.3060306824520007e-05, 5.000000000000004, 0.7853825194848331)]
    public void Agrees_with_the_chat_chain_CH01_and_CH02(
        double perMinute, int agents, double[] rates, double theta, double abandon, double minutes, double busy)
    {
        var chat = Voice("chat", 60 / rates[0], 60 / theta) with
        {
            Channel = Channel.Chat,
            Concurrency = new Concurrency { Maximum = 3, Stretch = [.. rates.Select((rate, i) => (i + 1) * rates[0] / rate)] },
        };
        var run = Run(Scenario(13, [chat], [Team("team", agents, Skill("chat"))], Baseline("chat", PerDay(perMinute))), 4);

        run.Values(0, ContactKpis.AbandonmentRate).ShouldAgreeWith(abandon, 0.003);
        run.Values(0, ContactKpis.AverageHandleTime).ShouldAgreeWith(minutes * 60, 5);
        run.Occupancies(0).ShouldAgreeWith(busy, 0.002);
    }

    [Theory]
    [InlineData(2.0, 0.5, 1.1165059583552743, 0.20869742339198905, 0.4173948467839781, 0.8834940416447271)]
    [InlineData(3.0, 0.7, 1.7803695891477354, 0.626169816412189, 1.252339632824378, 0.9983338355478673)]
    public void Agrees_with_the_redial_chain_RD00_and_RD01(
        double perMinute, double redial, double amplification, double abandon, double wait, double occupancy)
    {
        var queue = Voice("calls", 300, 120) with
        {
            Redial = new Redial
            {
                Probability = redial, MaximumAttempts = 200, FastShare = 1, FastMeanSeconds = 600, LongestSeconds = 1e9,
            },
        };
        var run = Run(Scenario(13, [queue], [Team("team", 10, Skill("calls"))], Baseline("calls", PerDay(perMinute))), 4);

        run.Values(0, ContactKpis.Amplification).ShouldAgreeWith(amplification, 0.005);
        run.Values(0, ContactKpis.AbandonmentRate).ShouldAgreeWith(abandon, 0.003);
        run.Values(0, ContactKpis.AverageWait).ShouldAgreeWith(wait * 60, 0.5);
        run.Occupancies(0).ShouldAgreeWith(occupancy, 0.003);
    }

    [Theory]
    [InlineData(1, 0.45720301863697815, 0.0855939627260436, 0.9457203018636978, 0.9770345664534392)]
    [InlineData(3, 0.12914282023977253, 0.02417710577435198, 0.797004417957299, 0.61818594168895)]
    public void Agrees_with_the_blending_chain_BL00_and_BL01(
        int reserve, double waiting, double abandon, double occupancy, double backgroundPerMinute)
    {
        var calls = Voice("calls", 300, 200, targetSeconds: 0) with { Priority = 1 };
        var files = Voice("files", 300, null) with { Channel = Channel.BackOffice, Priority = 2, IdleReserve = reserve };
        var scenario = Scenario(8, [calls, files], [Team("team", 10, Skill("calls"), Skill("files"))], Baseline("calls", PerDay(1))) with
        {
            OpeningBacklogs = [new() { Queue = "files", Cases = 120_000, OldestDays = 1 }],
        };
        var run = Run(scenario, 3);
        var hours = run.Agents(0);

        run.Values(0, t => 1 - t.AnsweredWithinTarget / t.Offered).ShouldAgreeWith(waiting, 0.005);
        run.Values(0, ContactKpis.AbandonmentRate).ShouldAgreeWith(abandon, 0.002);
        hours.Select(h => (h[6] + h[7]) / h[5]).ToArray().ShouldAgreeWith(occupancy, 0.002);
        hours.Select(h => h[7] * 12 / (56 * 1440)).ToArray().ShouldAgreeWith(backgroundPerMinute, 0.005);
    }

    [Fact]
    public void Agrees_with_a_day_of_gamma_busyness_SJ01()
    {
        double[] agents = [4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4];
        double[] rates = [100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60];
        double[] Hours(double[] values, double after) => [.. Enumerable.Range(0, 24).Select(h =>
            h < 8 ? 0 : h < 21 ? values[h - 8] : h < 23 ? after : 0)];
        var calls = Voice("calls", 100, 1000) with
        {
            OpeningHours = Daily(8, 24), Patience = new Patience { MeanSeconds = 1000, Balking = 0.1 },
        };
        var presence = Hours(agents, 4);
        var team = Team("team", presence.Sum() * 7, Skill("calls")) with
        {
            ContractHours = 1, WorkingHours = Daily(8, 23), PresenceByHour = presence,
        };
        var scenario = Scenario(16, [calls], [team], Baseline("calls", 1660, Hours(rates, 0))) with
        {
            CommonDailyVariation = 1 / Math.Sqrt(10),
        };
        var run = Run(scenario, 10);

        run.Values(0, t => t.Offered / 112).ShouldAgreeWith(1660.277, 25);
        run.Values(0, t => t.WaitOfAll / 112 / 1660).ShouldAgreeWith(12.476, 1.5);
        run.Values(0, t => (t.AnsweredWithinTarget + t.AbandonedWithinTarget) / 112 / 1660).ShouldAgreeWith(0.855, 0.015);
        run.Values(0, t => t.Abandoned / 112 / 1660).ShouldAgreeWith(0.036, 0.003);
    }
}
