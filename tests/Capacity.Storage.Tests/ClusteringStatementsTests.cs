using System.Data.Common;

namespace Capacity.Storage.Tests;

/// <summary>The statements that Orleans' clustering and reminders look up, run as they run them.</summary>
public sealed class ClusteringStatementsTests(PostgreSqlDatabase databases) : DatabaseTests(databases), IClassFixture<PostgreSqlDatabase>
{
    private DateTime Noon => Time.Now.UtcDateTime;

    [Fact]
    public async Task Make_the_version_row_of_a_cluster_once()
    {
        (await AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "once"))).ShouldBe(1);
        (await AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "once"))).ShouldBe(0);
        var row = (await RowsAsync("MembershipReadAllKey", ("DeploymentId", "once"))).ShouldHaveSingleItem();
        (row["starttime"], row["version"]).ShouldBe((null, 0));
    }

    [Fact]
    public async Task Let_a_silo_in_together_with_the_next_version_or_not_at_all()
    {
        await AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "join"));
        (await InsertAsync("join", 11111, version: 0)).ShouldBe(1);
        (await InsertAsync("join", 11112, version: 0)).ShouldBe(0);
        (await InsertAsync("join", 11111, version: 1)).ShouldBe(0);
        (await InsertAsync("join", 11112, version: 1)).ShouldBe(1);
        var rows = await RowsAsync("MembershipReadAllKey", ("DeploymentId", "join"));
        rows.Select(r => (r["port"], r["version"])).ShouldBe([(11111, 2), (11112, 2)], ignoreOrder: true);
    }

    [Fact]
    public async Task Change_a_silo_only_over_the_version_that_was_seen()
    {
        await AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "change"));
        await InsertAsync("change", 11111, version: 0);
        (await UpdateAsync("change", 11111, version: 0)).ShouldBe(0);
        (await UpdateAsync("change", 22222, version: 1)).ShouldBe(0);
        (await UpdateAsync("change", 11111, version: 1)).ShouldBe(1);
        var row = (await RowsAsync("MembershipReadRowKey", [("DeploymentId", "change"), .. Silo(11111)])).ShouldHaveSingleItem();
        (row["status"], row["suspecttimes"], row["version"]).ShouldBe((6, "someone,then", 2));
        var unknown = (await RowsAsync("MembershipReadRowKey", [("DeploymentId", "change"), .. Silo(22222)])).ShouldHaveSingleItem();
        (unknown["starttime"], unknown["version"]).ShouldBe((null, 2));
    }

    [Fact]
    public async Task Find_gateways_and_forget_silos_that_were_never_heard_of_again()
    {
        await AnswerAsync("InsertMembershipVersionKey", ("DeploymentId", "gateway"));
        await InsertAsync("gateway", 11111, version: 0);
        var gateway = (await RowsAsync("GatewaysQueryKey", ("DeploymentId", "gateway"), ("Status", 3))).ShouldHaveSingleItem();
        (gateway["address"], gateway["proxyport"], gateway["generation"]).ShouldBe(("127.0.0.1", 30000, 7));
        await UpdateAsync("gateway", 11111, version: 1);
        await RowsAsync("UpdateIAmAlivetimeKey", [("DeploymentId", "gateway"), ("IAmAliveTime", Noon.AddHours(1)), .. Silo(11111)]);
        await RowsAsync("CleanupDefunctSiloEntriesKey", ("DeploymentId", "gateway"), ("IAmAliveTime", Noon.AddHours(1)));
        (await RowsAsync("MembershipReadAllKey", ("DeploymentId", "gateway"))).ShouldHaveSingleItem()["port"].ShouldBe(11111);
        await RowsAsync("CleanupDefunctSiloEntriesKey", ("DeploymentId", "gateway"), ("IAmAliveTime", Noon.AddHours(2)));
        (await RowsAsync("MembershipReadAllKey", ("DeploymentId", "gateway"))).ShouldHaveSingleItem()["port"].ShouldBeNull();
        await RowsAsync("DeleteMembershipTableEntriesKey", ("DeploymentId", "gateway"));
        (await RowsAsync("MembershipReadAllKey", ("DeploymentId", "gateway"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keep_reminders_by_version_and_by_range_of_hashes()
    {
        (await ReminderAsync("a", -5)).ShouldBe(0);
        (await ReminderAsync("a", -5)).ShouldBe(1);
        (await ReminderAsync("b", 5)).ShouldBe(0);
        (await RowsAsync("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "a"))).ShouldHaveSingleItem()["period"].ShouldBe(60000L);
        (await RowsAsync("ReadReminderRowKey", ("ServiceId", "s"), ("GrainId", "a"), ("ReminderName", "r"))).Count.ShouldBe(1);
        (await RowsAsync("ReadRangeRows1Key", ("ServiceId", "s"), ("BeginHash", 0), ("EndHash", 5))).ShouldHaveSingleItem()["grainid"].ShouldBe("b");
        (await RowsAsync("ReadRangeRows2Key", ("ServiceId", "s"), ("BeginHash", 5), ("EndHash", -5))).ShouldHaveSingleItem()["grainid"].ShouldBe("a");
        (await AnswerAsync("DeleteReminderRowKey", ("ServiceId", "s"), ("GrainId", "a"), ("ReminderName", "r"), ("Version", 0))).ShouldBe(0);
        (await AnswerAsync("DeleteReminderRowKey", ("ServiceId", "s"), ("GrainId", "a"), ("ReminderName", "r"), ("Version", 1))).ShouldBe(1);
        await RowsAsync("DeleteReminderRowsKey", ("ServiceId", "s"));
        (await RowsAsync("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "b"))).ShouldBeEmpty();
    }

    private Task<int> InsertAsync(string cluster, int port, int version) => AnswerAsync(
        "InsertMembershipKey",
        [
            ("DeploymentId", cluster), ("SiloName", "silo"), ("HostName", "host"), ("Status", 3), ("ProxyPort", 30000), ("StartTime", Noon),
            ("IAmAliveTime", Noon), ("Version", version), .. Silo(port),
        ]);

    private Task<int> UpdateAsync(string cluster, int port, int version) => AnswerAsync(
        "UpdateMembershipKey",
        [("DeploymentId", cluster), ("Status", 6), ("SuspectTimes", "someone,then"), ("IAmAliveTime", Noon), ("Version", version), .. Silo(port)]);

    private Task<int> ReminderAsync(string grain, int hash) => AnswerAsync(
        "UpsertReminderRowKey",
        ("ServiceId", "s"), ("GrainId", grain), ("ReminderName", "r"), ("StartTime", Noon), ("Period", 60000), ("GrainHash", hash));

    private static (string, object?)[] Silo(int port) => [("Address", "127.0.0.1"), ("Port", port), ("Generation", 7)];

    private async Task<int> AnswerAsync(string key, params (string, object?)[] parameters) =>
        (int)(await RowsAsync(key, parameters)).ShouldHaveSingleItem().Values.ShouldHaveSingleItem()!;

    private async Task<List<Dictionary<string, object?>>> RowsAsync(string key, params (string, object?)[] parameters)
    {
        var statement = await Database.ReadAsync(sql => sql.FirstAsync(
            "SELECT QueryText FROM OrleansQuery WHERE QueryKey = @key", [("key", key)], row => row.GetString(0)));
        return await Database.ReadAsync(sql => sql.QueryAsync(statement!, parameters, Row));
    }

    private static Dictionary<string, object?> Row(DbDataReader row) =>
        Enumerable.Range(0, row.FieldCount).ToDictionary(row.GetName, i => row.IsDBNull(i) ? null : row.GetValue(i));
}
