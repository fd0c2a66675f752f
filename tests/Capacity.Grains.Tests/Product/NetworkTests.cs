using System.Text.Json;
using Capacity.Contracts;
using Capacity.Contracts.History;
using Capacity.Contracts.Networks;
using Capacity.Contracts.Queues;
using Capacity.Domain.Json;
using Capacity.Domain.Labor;
using Capacity.Domain.Networks;
using Capacity.Domain.Samples;

namespace Capacity.Grains.Tests.Product;

public sealed class NetworkTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    [Fact]
    public async Task Tells_every_part_of_its_definition()
    {
        await cluster.SavedAsync("parts");
        var version = (await cluster.Network.Get()).Version;
        var site = await cluster.Grains.GetGrain<ISiteGrain>(GrainKey.Site(Horizons.Network(1).Sites[0].Id).ToString()).Get();
        var team = await cluster.Grains.GetGrain<ITeamGrain>(GrainKey.Team(Horizons.Network(1).Teams[0].Id).ToString()).Get();

        JsonSerializer.Deserialize<Site>(site.Json, CapacityJson.Options)!.Name.ShouldBe(Horizons.Network(1).Sites[0].Name);
        JsonSerializer.Deserialize<Team>(team.Json, CapacityJson.Options)!.Headcount.ShouldBe(Horizons.Network(1).Teams[0].Headcount);
        (await cluster.Network.Parts()).ShouldAllBe(part => part.Version == version);
    }

    [Fact]
    public async Task Refuses_a_change_of_an_older_version_and_a_malformed_one()
    {
        await cluster.SavedAsync("refusals");
        var before = await cluster.Network.Get();
        var older = await cluster.Network.Define(before.Json, before.Version - 1, "anna", "");
        var malformed = await cluster.Network.Define(
            before.Json.Replace("\"sites\"", "\"places\"", StringComparison.Ordinal), before.Version, "anna", "");

        older.Refusal.ShouldBe(Refusal.VersionConflict);
        malformed.Refusal.ShouldBe(Refusal.Invalid);
        malformed.Problems[0].Line.ShouldBeGreaterThan(0);
        (await cluster.Network.Get()).ShouldBe(before);
    }

    [Fact]
    public async Task Keeps_who_changed_the_rules_when_and_why_and_every_earlier_version()
    {
        await cluster.SavedAsync("rules");
        var before = await cluster.Network.Get();
        var network = JsonSerializer.Deserialize<Network>(before.Json, CapacityJson.Options)!;
        var strict = network with { Sites = [.. network.Sites.Select(site => site with { LaborRules = new SiteRules { Pack = RulePack.P2st, Without = ["sunday"] } })] };
        var saved = await cluster.Network.Define(NetworkJson.Write(strict), before.Version, "anna", " agreement of May ");
        var late = await cluster.Network.Define(before.Json, before.Version, "bruno", "");

        (saved.Version, late.Refusal).ShouldBe((before.Version + 1, Refusal.VersionConflict));
        (await cluster.Network.GetVersion(before.Version)).ShouldBe(before);
        (await cluster.Network.GetVersion(99)).Version.ShouldBe(0);
        var newest = (await cluster.Network.History())[0];
        (newest.Version, newest.Author, newest.Note).ShouldBe((saved.Version, "anna", "agreement of May"));
        newest.At.ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        (await cluster.Network.Define(before.Json, saved.Version, "anna", "back")).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Pushes_the_day_of_a_queue_beside_the_plan()
    {
        var queue = cluster.Grains.GetGrain<IQueueGrain>(GrainKey.Queue("refund-voice").ToString());
        await cluster.SavedAsync("live");
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
        await using var days = queue.Watch(limit.Token).GetAsyncEnumerator(limit.Token);
        (await days.MoveNextAsync()).ShouldBeTrue();
        var revision = days.Current.Revision;
        LiveInterval interval = new() { Start = new DateTimeOffset(2020, 3, 17, 9, 0, 0, TimeSpan.Zero), Minutes = 30, Offered = 40,
            Source = "acd" };
        await StoreAsync(interval);
        await queue.Record([interval]);
        (await days.MoveNextAsync()).ShouldBeTrue();

        days.Current.Revision.ShouldBeGreaterThan(revision);
        (days.Current.Date, days.Current.Intervals.Single().Offered).ShouldBe(("2020-03-17", 40));
        days.Current.PlannedOffered.ShouldNotBeNull().ShouldBeGreaterThan(0);
        days.Current.Intervals.Single().PlannedOffered.ShouldNotBeNull().ShouldBeLessThan(days.Current.PlannedOffered!.Value);
    }

    [Fact]
    public async Task Makes_a_baseline_of_an_imported_file()
    {
        var scenario = await cluster.SavedAsync("history");
        var history = cluster.Grains.GetGrain<IHistoryGrain>(GrainKey.History.ToString());
        HistoryFile file = new() { Queue = "refund-voice", FileName = "counts.csv",
            Content = [.. System.Text.Encoding.UTF8.GetBytes(FourWeeks())], Author = "anna" };
        (await history.ImportFile(file with { DryRun = true })).Import.ShouldBe("");
        var report = await history.ImportFile(file);
        report.Result.Accepted.ShouldBeTrue();
        (await history.ImportFile(file)).AlreadyThere.ShouldBeTrue();
        (await scenario.UseHistory("refund-voice", 1, "anna")).Version.ShouldBe(2);

        var baseline = ScenarioJson.Parse((await scenario.Get()).Json).Value!.Baselines.Single(one => one.Queue == "refund-voice");
        baseline.Days.Single(day => day.Day == NodaTime.IsoDayOfWeek.Monday).Contacts.ShouldBe(20 * 10, tolerance: 1);
        (await history.Undo(report.Import, "anna")).Accepted.ShouldBeTrue();
        (await history.Baseline("refund-voice")).ShouldBe("");
    }

    [Fact]
    public async Task Reads_a_file_with_a_known_header_as_the_last_one_was_read()
    {
        await cluster.SavedAsync("remembered");
        var history = cluster.Grains.GetGrain<IHistoryGrain>(GrainKey.History.ToString());
        HistoryFile file = new() { Queue = "refund-voice", Content = Columns(1), Mapping = "count=3", Author = "anna" };
        var first = await history.ImportFile(file);
        first.Offered.ShouldBe(70);
        var next = await history.ImportFile(file with { Content = Columns(2), Mapping = "", DryRun = true });
        (next.Mapping, next.Offered).ShouldBe(("count=3", 140));
        (await history.Undo(first.Import, "anna")).Accepted.ShouldBeTrue();
    }

    private static System.Collections.Immutable.ImmutableArray<byte> Columns(int factor) =>
        [.. System.Text.Encoding.UTF8.GetBytes($"when,offered,really\n2020-03-16 08:00,1,{30 * factor}\n2020-03-16 08:30,1,{40 * factor}\n")];

    [Fact]
    public async Task A_refused_correction_stays_refused_in_the_baseline()
    {
        await cluster.SavedAsync("refused");
        var history = cluster.Grains.GetGrain<IHistoryGrain>(GrainKey.History.ToString());
        var odd = Weeks(8).Replace("2020-02-10 08:00,10", "2020-02-10 08:00,2000", StringComparison.Ordinal);
        HistoryFile file = new() { Queue = "customer-email", Content = [.. System.Text.Encoding.UTF8.GetBytes(odd)], Author = "anna" };
        var corrected = await history.ImportFile(file);
        (await history.Baseline("customer-email")).ShouldContain("39 days");
        (await history.Undo(corrected.Import, "anna")).Accepted.ShouldBeTrue();
        var kept = await history.ImportFile(file with { Refused = ["outlierDay:2020-02-10T08:00"] });
        (await history.Baseline("customer-email")).ShouldContain("40 days");
        (await history.Undo(kept.Import, "anna")).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Refuses_a_file_without_a_usable_row()
    {
        await cluster.SavedAsync("unusable");
        var history = cluster.Grains.GetGrain<IHistoryGrain>(GrainKey.History.ToString());
        var report = await history.ImportFile(new HistoryFile { Queue = "refund-voice", Content = [.. "start,count\nyesterday,many\n"u8] });
        (report.Result.Accepted, report.Result.Problems[0].Line > 0).ShouldBe((false, true));
    }

    private async Task StoreAsync(LiveInterval interval)
    {
        var feed = cluster.Grains.GetGrain<Contracts.Ingest.IFeedGrain>(GrainKey.Feed("acd").ToString());
        Contracts.Ingest.IntervalRecord record = new()
        {
            Source = "acd", QueueId = "refund-voice", Channel = "voice", IntervalStart = interval.Start, IntervalMinutes = 30,
                Offered = interval.Offered,
        };
        (await feed.Accept(
            new Contracts.Ingest.IntervalBatch { Source = "acd",
                Items = [new Contracts.Ingest.IntervalItem { Record = record }] })).Accepted.ShouldBe(1);
    }

    /// <summary>Half-hourly counts of ten on four weeks of weekdays, 8:00 to 18:00.</summary>
    private static string FourWeeks() => Weeks(4);

    private static string Weeks(int weeks)
    {
        var rows = from day in Enumerable.Range(0, 7 * weeks)
            let date = new DateTime(2020, 2, 3).AddDays(day)
            where date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            from half in Enumerable.Range(16, 20)
            select $"{date.AddMinutes(30 * half):yyyy-MM-dd HH:mm},10";
        return "start,count\n" + string.Join("\n", rows) + "\n";
    }
}
