using System.Text;
using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Domain.Json;
using Capacity.Domain.Samples;

namespace Capacity.Grains.Tests.Product;

public sealed class CalibrationTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    private IHistoryGrain History => cluster.Grains.GetGrain<IHistoryGrain>(GrainKey.History.ToString());

    private static ContactLogFile File(string text) =>
        new() { FileName = "log.csv", Content = [.. Encoding.UTF8.GetBytes(text)], ScenarioJson = ScenarioJson.Write(Horizons.Scenario()) };

    /// <summary>Forty waits of 100 s that end in giving up and forty that are answered then: a mean patience of 200 s.</summary>
    private static string Log() => "offered,queue,outcome,wait\n" + string.Concat(Enumerable.Range(0, 80).Select(
        i => $"2020-03-16T{10 + i / 30}:{i % 30 * 2:00}:00+01:00,refund-voice,{(i % 2 == 0 ? "abandoned" : "answered")},100\n"));

    [Fact]
    public async Task Answers_with_estimates_and_the_scenario_that_has_them()
    {
        var reply = await History.Calibrate(File(Log()));
        reply.Result.Accepted.ShouldBeTrue();
        JsonDocument.Parse(reply.ReportJson).RootElement.GetProperty("queues")[0].GetProperty("patience").GetProperty("meanSeconds").GetProperty("value")
            .GetDouble().ShouldBe(200, 1e-6);
        var scenario = ScenarioJson.Parse(reply.ScenarioJson).Value.ShouldNotBeNull();
        scenario.Calibrated.ShouldBeTrue();
        scenario.Network.Queues.Single(queue => queue.Id == "refund-voice").Patience!.MeanSeconds.ShouldBe(200, 1e-6);
    }

    [Fact]
    public async Task Refuses_a_file_without_outcomes_in_both_languages()
    {
        var refused = (await History.Calibrate(File("start,calls\n2020-03-16,4\n"))).Result;
        refused.Accepted.ShouldBeFalse();
        refused.Problems[0].What.ShouldContain("no column");
        refused.Problems[0].WhatFr.ShouldContain("pas de colonne");
    }

    /// <summary>Half of the calls are abandoned, and half of these are made again.</summary>
    [Fact]
    public async Task An_imported_history_with_outcomes_makes_a_baseline_of_persons()
    {
        await cluster.SavedAsync("persons");
        var text = new StringBuilder("start,offered,answered,abandoned\n");
        for (var day = new DateTime(2020, 1, 6); day < new DateTime(2020, 2, 17); day = day.AddDays(1))
            for (var hour = 9; hour < 18; hour++)
                text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{day.AddHours(hour):yyyy-MM-dd HH:mm},{100 + hour % 3},{50},{50 + hour % 3}");
        var import = await History.ImportFile(new HistoryFile { Queue = "refund-voice", FileName = "outcomes.csv", Content = [.. Encoding.UTF8.GetBytes(text.ToString())], Author = "anna" });
        var baseline = JsonDocument.Parse(await History.Baseline("refund-voice")).RootElement;
        baseline.GetProperty("source").GetString()!.ShouldContain("persons by outcomes");
        baseline.GetProperty("days")[0].GetProperty("contacts").GetDouble().ShouldBeInRange(600, 750);
        (await History.Undo(import.Import, "anna")).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_synthetic_history_says_so_and_gives_way_to_the_queues_own()
    {
        await cluster.SavedAsync("synthetic");
        HistoryFile own = new()
        {
            Queue = "social", FileName = "own.csv", Author = "anna",
            Content = [.. Encoding.UTF8.GetBytes("start,offered\n" + string.Concat(Enumerable.Range(9, 9).Select(hour => $"2020-02-03 {hour:00}:00,{hour}\n")))],
        };
        await History.ImportFile(own with
        {
            FileName = "made.csv", IsSynthetic = true,
            Content = [.. Encoding.UTF8.GetBytes("start,offered\n" + string.Concat(Enumerable.Range(9, 9).Select(hour => $"2020-01-06 {hour:00}:00,70\n")))],
        });
        (await History.Series()).Single(series => series.Queue == "social").IsSynthetic.ShouldBeTrue();
        (await History.Imports()).Single(import => import.FileName == "made.csv").IsSynthetic.ShouldBeTrue();
        JsonDocument.Parse(await History.Baseline("social")).RootElement.GetProperty("source").GetString()!.ShouldContain("synthetic");

        var import = await History.ImportFile(own);
        var series = (await History.Series()).Single(series => series.Queue == "social");
        (series.IsSynthetic, series.Intervals).ShouldBe((false, 9));
        (await History.Imports()).Single(one => one.FileName == "made.csv").Undone.ShouldBeTrue();
        JsonDocument.Parse(await History.Baseline("social")).RootElement.GetProperty("source").GetString()!.ShouldNotContain("synthetic");
        await History.Undo(import.Import, "anna");
    }

    [Fact]
    public async Task Tells_the_handle_time_of_a_history_that_has_one()
    {
        await cluster.SavedAsync("handled");
        (await History.HandleTime("care-voice")).ShouldBe("");
        var text = new StringBuilder("start,offered,handle\n");
        for (var day = new DateTime(2020, 1, 6); day < new DateTime(2020, 1, 20); day = day.AddDays(1))
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{day.AddHours(10):yyyy-MM-dd HH:mm},30,{250 + day.Day % 2}");
        var import = await History.ImportFile(new HistoryFile { Queue = "care-voice", FileName = "handled.csv", Content = [.. Encoding.UTF8.GetBytes(text.ToString())], Author = "anna" });
        JsonDocument.Parse(await History.HandleTime("care-voice")).RootElement.GetProperty("meanSeconds").GetProperty("value").GetDouble().ShouldBe(250.5, 0.1);
        await History.Undo(import.Import, "anna");
    }
}
