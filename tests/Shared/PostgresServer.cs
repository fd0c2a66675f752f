using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Capacity.Tests.PostgresServer))]

namespace Capacity.Tests;

/// <summary>
/// A PostgreSQL server of the test process's own, started from the installed binaries when the first test asks for a database,
/// on loopback and a spare port, and gone with the process however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // The shell outlives a killed test process just long enough to stop the server: its input ends when the process does.
    private const string Script =
        """
        bin="$1"; data="$2"; port="$3"
        "$bin/initdb" -D "$data" -U capacity --auth=trust --encoding=UTF8 --locale=C --no-sync >&2 || exit 1
        "$bin/postgres" -D "$data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
            -c fsync=off -c lc_messages=C -c max_connections=200 -c shared_buffers=32MB &
        server=$!
        read -r line
        kill -QUIT $server
        wait $server
        rm -rf "$data"
        """;

    private readonly Lazy<Task<int>> port;
    private Process? shell;
    private int databases;

    public PostgresServer() => port = new Lazy<Task<int>>(StartAsync);

    /// <summary>Makes an empty database and returns its connection string; skips the test, in words, where PostgreSQL is not installed.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        if (Binaries() is null)
            SkipOrFail("PostgreSQL's server programs are not installed (looked for initdb in /usr/lib/postgresql/*/bin and PATH).");
        if (MustChangeUser && !File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)))
            SkipOrFail("PostgreSQL does not run as root, and there is no user postgres.");
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        await using NpgsqlConnection connection = new(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using NpgsqlCommand command = new($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);

        string ConnectionString(string database) =>
            $"Host=127.0.0.1;Port={port.Value.GetAwaiter().GetResult()};Database={database};Username=capacity;Pooling=true;Maximum Pool Size=20";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (shell is null) return;
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private static bool MustChangeUser => Environment.UserName == "root";

    private static string? Binaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var searched = installed.Order(StringComparer.Ordinal).Reverse().Select(d => Path.Combine(d, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return searched.FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));
    }

    private static void SkipOrFail(string reason)
    {
        if (Environment.GetEnvironmentVariable("CAPACITY_REQUIRE_ALL") == "1") Assert.Fail(reason);
        Assert.Skip(reason);
    }

    private async Task<int> StartAsync()
    {
        var spare = SparePort();
        var data = $"/tmp/capacity-postgres-{Environment.ProcessId}-{Guid.NewGuid():N}";
        string[] command = ["sh", "-c", Script, "sh", Binaries()!, data, spare.ToString(CultureInfo.InvariantCulture)];
        if (MustChangeUser) command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command];
        shell = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/tmp",
        })!;
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> said = [];
        shell.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) ready.TrySetException(new InvalidOperationException("PostgreSQL did not start:\n" + string.Join('\n', said)));
            else if (line.Data.Contains("ready to accept connections", StringComparison.Ordinal)) ready.TrySetResult();
            else if (!ready.Task.IsCompleted) said.Add(line.Data);
        };
        shell.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return spare;
    }

    private static int SparePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
