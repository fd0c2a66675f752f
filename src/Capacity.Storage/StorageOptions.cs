namespace Capacity.Storage;

/// <summary>The two databases that Capacity knows.</summary>
public enum StorageProvider
{
    /// <summary>Files in a data directory; one machine, one process.</summary>
    Sqlite,

    /// <summary>One database on a PostgreSQL server; several processes may share it.</summary>
    PostgreSql,
}

/// <summary>Settings of section <c>Storage</c>: which database holds everything, and where it is.</summary>
public sealed class StorageOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "Storage";

    /// <summary>The database in use; SQLite unless said otherwise.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Directory of <c>capacity.db</c> and <c>identity.db</c>, created where it is missing. SQLite only.</summary>
    public string? DataDirectory { get; set; } = "data";

    /// <summary>Npgsql connection string, e.g. <c>Host=db;Database=capacity;Username=capacity;Password=…</c>. PostgreSQL only.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Writes that may wait for the one writer of SQLite; the next one is refused as busy. 1 to 100,000.</summary>
    public int WriteQueueCapacity { get; set; } = 1024;

    /// <summary>Writes that share one commit at most on SQLite. 1 to 10,000.</summary>
    public int WritesPerCommit { get; set; } = 256;

    /// <summary>Everything that is wrong with these settings, one sentence each, naming the key to set; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (!Enum.IsDefined(Provider))
            problems.Add($"{SectionName}:Provider is {(int)Provider}: set it to Sqlite or PostgreSql.");
        if (Provider == StorageProvider.Sqlite && string.IsNullOrWhiteSpace(DataDirectory))
            problems.Add($"{SectionName}:DataDirectory is empty: set it to the directory that shall hold capacity.db.");
        if (Provider == StorageProvider.Sqlite && !string.IsNullOrWhiteSpace(ConnectionString))
            problems.Add($"{SectionName}:ConnectionString is set but {SectionName}:Provider is Sqlite, which does not use it: "
                + "remove it, or set Provider to PostgreSql.");
        if (Provider == StorageProvider.PostgreSql)
            problems.AddRange(ConnectionStringProblems());
        if (WriteQueueCapacity is < 1 or > 100_000)
            problems.Add($"{SectionName}:WriteQueueCapacity is {WriteQueueCapacity}: set it between 1 and 100000.");
        if (WritesPerCommit is < 1 or > 10_000)
            problems.Add($"{SectionName}:WritesPerCommit is {WritesPerCommit}: set it between 1 and 10000.");
        return problems;
    }

    /// <summary>Throws one <see cref="StorageOptionsException"/> that lists every problem.</summary>
    public void Validate()
    {
        var problems = Problems();
        if (problems.Count > 0) throw new StorageOptionsException(problems);
    }

    private IEnumerable<string> ConnectionStringProblems()
    {
        const string example = "e.g. Host=localhost;Database=capacity;Username=capacity;Password=…";
        if (string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return $"{SectionName}:ConnectionString is empty but {SectionName}:Provider is PostgreSql: set it, {example}";
            yield break;
        }

        // The parser's own message may repeat the password, so it is not shown.
        Npgsql.NpgsqlConnectionStringBuilder? parsed = null;
        try
        {
            parsed = new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
        }

        if (parsed is null)
            yield return $"{SectionName}:ConnectionString cannot be read as a PostgreSQL connection string: write it as key=value pairs, {example}";
        else if (string.IsNullOrWhiteSpace(parsed.Host))
            yield return $"{SectionName}:ConnectionString names no Host: add one, {example}";
    }
}
