namespace Capacity.Storage.Tests;

public abstract class ApiKeyStoreTests(TestDatabase databases) : DatabaseTests(databases)
{
    private ApiKeyStore Store => new(Database, Time);

    private static readonly HashSet<string> Verbs = ["ingest", "read"];

    [Fact]
    public async Task Knows_a_key_by_its_secret_and_notes_the_day()
    {
        var made = await Store.CreateAsync("acd", "telephony", Verbs);
        var key = await Store.VerifyAsync(made.Secret);
        key.ShouldNotBeNull();
        (key.KeyId, key.Source, key.Label, key.LastUsedOn).ShouldBe((made.Key.KeyId, "acd", "telephony", new DateOnly(2020, 3, 20)));
        key.Verbs.ShouldBe(Verbs, ignoreOrder: true);
        (await Store.ListAsync()).Single(k => k.KeyId == key.KeyId).LastUsedOn.ShouldBe(new DateOnly(2020, 3, 20));
    }

    [Fact]
    public async Task Stores_no_secret()
    {
        var made = await Store.CreateAsync("acd", "telephony", Verbs);
        var random = made.Secret.Split('_', 3)[2];
        random.Length.ShouldBe(43);
        var columns = await Database.ReadAsync(sql => sql.FirstAsync(
            "SELECT * FROM api_key WHERE key_id = @id",
            [("id", made.Key.KeyId)],
            row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(row.GetValue))));
        columns.ShouldNotBeNull();
        columns.ShouldContain(made.Key.KeyId);
        columns.ShouldNotContain(random);
    }

    [Fact]
    public async Task Knows_no_wrong_secret()
    {
        var made = await Store.CreateAsync("acd", "telephony", Verbs);
        (await Store.VerifyAsync(made.Secret + "x")).ShouldBeNull();
        (await Store.VerifyAsync("")).ShouldBeNull();
    }

    [Fact]
    public async Task Ends_a_key_at_once_when_it_is_revoked()
    {
        var made = await Store.CreateAsync("acd", "telephony", Verbs);
        (await Store.RevokeAsync(made.Key.KeyId)).ShouldBeTrue();
        (await Store.VerifyAsync(made.Secret)).ShouldBeNull();
        (await Store.RevokeAsync(made.Key.KeyId)).ShouldBeFalse();
        (await Store.RotateAsync(made.Key.KeyId, TimeSpan.FromDays(1))).ShouldBeNull();
    }

    [Fact]
    public async Task Ends_a_key_when_it_expires()
    {
        var made = await Store.CreateAsync("acd", "telephony", Verbs, Time.Now.AddHours(1));
        (await Store.VerifyAsync(made.Secret)).ShouldNotBeNull();
        var start = Time.Now;
        Time.Now = start.AddHours(1);
        (await Store.VerifyAsync(made.Secret)).ShouldBeNull();
        Time.Now = start;
    }

    [Fact]
    public async Task Lets_old_and_new_key_in_while_they_overlap()
    {
        var old = await Store.CreateAsync("acd", "telephony", Verbs);
        var successor = await Store.RotateAsync(old.Key.KeyId, TimeSpan.FromDays(1));
        successor!.Key.Source.ShouldBe("acd");
        (await Store.VerifyAsync(old.Secret)).ShouldNotBeNull();
        (await Store.VerifyAsync(successor.Secret)).ShouldNotBeNull();
        var start = Time.Now;
        Time.Now = start.AddDays(1);
        (await Store.VerifyAsync(old.Secret)).ShouldBeNull();
        (await Store.VerifyAsync(successor.Secret)).ShouldNotBeNull();
        Time.Now = start;
    }

    public sealed class OnSqlite(SqliteDatabase databases) : ApiKeyStoreTests(databases), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : ApiKeyStoreTests(databases), IClassFixture<PostgreSqlDatabase>;
}
