namespace Capacity.Storage.Tests;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Has_nothing_to_say_about_the_defaults() => new StorageOptions().Problems().ShouldBeEmpty();

    [Fact]
    public void Names_every_wrong_key_at_once()
    {
        StorageOptions options = new() { Provider = StorageProvider.PostgreSql, WriteQueueCapacity = 0, WritesPerCommit = 0 };
        var problems = Should.Throw<StorageOptionsException>(options.Validate).Problems;
        problems.Count.ShouldBe(3);
        problems.ShouldContain(p => p.StartsWith("Storage:ConnectionString is empty"));
        problems.ShouldContain(p => p.StartsWith("Storage:WriteQueueCapacity is 0"));
        problems.ShouldContain(p => p.StartsWith("Storage:WritesPerCommit is 0"));
    }

    [Fact]
    public void Asks_for_a_data_directory_on_sqlite() =>
        new StorageOptions { DataDirectory = " " }.Problems().ShouldHaveSingleItem().ShouldStartWith("Storage:DataDirectory is empty");

    [Fact]
    public void Says_when_a_connection_string_would_be_ignored() =>
        new StorageOptions { ConnectionString = "Host=db" }.Problems().ShouldHaveSingleItem().ShouldContain("does not use it");

    [Theory]
    [InlineData("Password=secret;Nonsense=1")]
    [InlineData("Password=secret;Port=secret")]
    [InlineData("Password=secret;Database=capacity")]
    public void Never_repeats_the_password(string connectionString)
    {
        var problems = new StorageOptions { Provider = StorageProvider.PostgreSql, ConnectionString = connectionString }.Problems();
        problems.ShouldHaveSingleItem().ShouldStartWith("Storage:ConnectionString");
        problems[0].ShouldNotContain("secret");
    }

    [Fact]
    public async Task Says_which_setting_to_mend_when_the_server_is_not_there()
    {
        StorageOptions options = new() { Provider = StorageProvider.PostgreSql, ConnectionString = "Host=127.0.0.1;Port=1;Database=c;Username=u;Password=secret" };
        var refusal = await Should.ThrowAsync<StorageException>(() => CapacityDatabase.OpenAsync(options));
        refusal.Message.ShouldContain("127.0.0.1:1");
        refusal.Message.ShouldContain("Storage:ConnectionString");
        refusal.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Says_which_setting_to_mend_when_the_directory_cannot_be_made()
    {
        var refusal = await Should.ThrowAsync<StorageException>(
            () => CapacityDatabase.OpenAsync(new StorageOptions { DataDirectory = "/dev/null/capacity" }));
        refusal.Message.ShouldContain("/dev/null/capacity");
        refusal.Message.ShouldContain("Storage:DataDirectory");
    }
}
