using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.Previews;
using Capacity.Contracts.Runs;
using Capacity.Domain.Json;
using Capacity.Domain.Kpis;
using Capacity.Domain.Networks;
using Capacity.Domain.Results;
using Capacity.Domain.Samples;

namespace Capacity.Grains.Tests.Product;

/// <summary>The first answer for a version that nobody has simulated.</summary>
public sealed class PreviewTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IPreviewGrain Preview(string scenario) => cluster.Grains.GetGrain<IPreviewGrain>(GrainKey.Preview(scenario).ToString());

    [Fact]
    public async Task Shows_the_plain_fluid_first_and_then_the_calibrated_one_with_its_error()
    {
        await cluster.SavedAsync("preview-new");

        var answers = await AllAsync("preview-new", 1);

        answers.Select(reply => (reply.BetterFollows, reply.CalibratedBy, reply.CorrectedBy)).ShouldBe([(true, 0, 0), (false, 1, 0)]);
        var (plain, calibrated) = (Read(answers[0]), Read(answers[1]));
        (plain.Engine, plain.Error).ShouldBe(("fluid", null));
        plain.Total["offered"]!.Mean.ShouldBeGreaterThan(1000);
        var error = calibrated.Error.ShouldNotBeNull();
        (error.Calibrated, error.Replications).ShouldBe((true, 16));
        Level(calibrated).ShouldNotBe(Level(plain));
    }

    [Fact]
    public async Task Answers_an_edit_at_once_with_the_calibration_of_the_version_before_it()
    {
        var scenario = await cluster.SavedAsync("preview-calibrated");
        var before = Read((await AllAsync("preview-calibrated", 1))[^1]);
        (await scenario.Save(MoreCustomers("preview-calibrated"), 1, "test", "more")).Accepted.ShouldBeTrue();

        var answer = (await AllAsync("preview-calibrated", 2)).ShouldHaveSingleItem();

        answer.CalibratedBy.ShouldBe(1);
        var after = Read(answer);
        after.Total["offered"]!.Mean.ShouldBeGreaterThan(1.1 * before.Total["offered"]!.Mean);
        Level(after).ShouldBeLessThan(Level(before));
    }

    [Fact]
    public async Task Calibrates_anew_when_a_team_learns_another_queue()
    {
        var scenario = await cluster.SavedAsync("preview-skill");
        await AllAsync("preview-skill", 1);
        (await scenario.Save(OneSkillMore("preview-skill"), 1, "test", "a skill more")).Accepted.ShouldBeTrue();

        (await AllAsync("preview-skill", 2)).Select(reply => reply.CalibratedBy).ShouldBe([0, 2]);
    }

    [Fact]
    public async Task Keeps_a_calibration_for_others_when_its_reader_leaves()
    {
        await cluster.SavedAsync("preview-left");
        await foreach (var reply in Preview("preview-left").Watch(1, Token))
        {
            reply.BetterFollows.ShouldBeTrue();
            break;
        }

        (await AllAsync("preview-left", 1))[^1].CalibratedBy.ShouldBe(1);
    }

    [Fact]
    public async Task Corrects_an_edited_version_by_the_simulation_of_the_one_before_it()
    {
        var scenario = await cluster.SavedAsync("preview-edited");
        var run = cluster.Run("preview-edited-run");
        await run.Start(new RunRequest { Scenario = "preview-edited", Replications = 64, Workers = 1 });
        await ProductCluster.EndedAsync(run);
        (await scenario.Save(MoreCustomers("preview-edited"), 1, "test", "more")).Accepted.ShouldBeTrue();

        var reply = (await AllAsync("preview-edited", 2)).ShouldHaveSingleItem();
        (reply.CorrectedBy, reply.CalibratedBy).ShouldBe((1, 0));
        var (before, after) = (JsonSerializer.Deserialize<ScenarioResult>(await run.Result(), CapacityJson.Options)!, Read(reply));
        after.Error.ShouldNotBeNull().Corrected.ShouldBeTrue();
        after.Total["offered"]!.Mean.ShouldBeGreaterThan(1.1 * before.Total["offered"]!.Mean);
    }

    [Fact]
    public async Task Calibrates_where_too_few_replications_were_simulated()
    {
        await cluster.SavedAsync("preview-few");
        var run = cluster.Run("preview-few-run");
        await run.Start(new RunRequest { Scenario = "preview-few", Replications = 16, Workers = 1 });
        await ProductCluster.EndedAsync(run);

        (await AllAsync("preview-few", 1))[^1].CalibratedBy.ShouldBe(1);
    }

    [Fact]
    public async Task Says_nothing_about_a_version_that_does_not_exist() => (await AllAsync("preview-missing", 3)).ShouldHaveSingleItem().Result.ShouldBe("");

    private async Task<List<PreviewReply>> AllAsync(string scenario, long version)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        List<PreviewReply> answers = [];
        await foreach (var reply in Preview(scenario).Watch(version, limit.Token)) answers.Add(reply);
        return answers;
    }

    private static double Level(ScenarioResult result) => result.Queues[0].Total[ContactKpis.ServiceLevelOfOffered.Name]!.Mean;

    private static string OneSkillMore(string id)
    {
        var scenario = Horizons.Scenario(1);
        var teams = scenario.Network.Teams;
        var learner = teams[0] with { Skills = [.. teams[0].Skills, new Skill { Queue = teams[^1].Skills[0].Queue, Priority = 9 }] };
        return ScenarioJson.Write(scenario with { Id = id, Network = scenario.Network with { Teams = [learner, .. teams.Skip(1)] } });
    }

    private static string MoreCustomers(string id)
    {
        var scenario = Horizons.Scenario(1);
        return ScenarioJson.Write(scenario with
        {
            Id = id,
            Baselines = [.. scenario.Baselines.Select(baseline => baseline with
            {
                Days = [.. baseline.Days.Select(day => day with { Contacts = 1.3 * day.Contacts })],
            })],
        });
    }

    private static ScenarioResult Read(PreviewReply reply) => JsonSerializer.Deserialize<ScenarioResult>(reply.Result, CapacityJson.Options)!;
}
