using Capacity.Tests;

namespace Capacity.Acceptance.Tests;

/// <summary>Two silos and a dashboard as their client, on one PostgreSQL database; made when the first test asks for it.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly SiloProcess?[] _silos = new SiloProcess?[2];
    private readonly List<string> _killed = [];
    private DashboardProcess? _dashboard;
    private Dictionary<string, string> _settings = [];
    private string _signedIn = "";

    /// <summary>Where the dashboard listens.</summary>
    public string Address => _dashboard!.Address;

    /// <summary>What every program wrote, those that were killed first.</summary>
    public string Output => string.Join('\n', [.. _killed, .. _silos.Select(silo => silo?.Output), _dashboard?.Output]);

    /// <summary>Has both silos and the dashboard run, with the worked example simulated and planned.</summary>
    public async Task RunAsync(Site site, PostgresServer server)
    {
        SkipWithoutOrleans();
        if (_dashboard is null) await FirstStartAsync(site, server);
        else for (int number = 0; number < _silos.Length; number++) _silos[number] ??= await SiloProcess.StartAsync(_settings, StartLimit);
    }

    /// <summary>A silo of the cluster, 0 or 1.</summary>
    public SiloProcess Silo(int number) => _silos[number]!;

    /// <summary>Kills a silo as <c>kill -9</c> does.</summary>
    public async Task KillAsync(int number)
    {
        SiloProcess silo = Silo(number);
        _silos[number] = null;
        await silo.DisposeAsync();
        _killed.Add(silo.Output);
    }

    /// <summary>A browser of the administrator.</summary>
    public Task<Visit> AdministratorAsync(Site site) => site.ElsewhereAsync(Address, "en", _signedIn);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_dashboard is not null) await _dashboard.DisposeAsync();
        foreach (SiloProcess? silo in _silos)
        {
            if (silo is not null) await silo.DisposeAsync();
        }
    }

    // Orleans comes from the package feed. Nobody who runs the tests can put it there, so its absence is a skip even where everything
    // that can be installed must be there (CAPACITY_REQUIRE_ALL): the embedded runtime, which such a build has, is one process.
    private static void SkipWithoutOrleans()
    {
        if (!File.Exists(Path.Combine(ProgramProcess.Built(SiloProcess.Folder), "Orleans.Runtime.dll")))
            Assert.Skip("The programs were built with the embedded actor runtime, which is no cluster: this package feed lacks Microsoft Orleans.");
    }

    private async Task FirstStartAsync(Site site, PostgresServer server)
    {
        _settings = new Dictionary<string, string>(DashboardProcess.SmallExample)
        {
            ["Storage__Provider"] = "PostgreSql",
            ["Storage__ConnectionString"] = await server.CreateDatabaseAsync(),
            ["ActorRuntime__Cluster"] = "true",
            ["ActorRuntime__Address"] = "127.0.0.1",
        };
        // All at once, as containers start: the first makes the tables, and the dashboard waits for a silo.
        Task<SiloProcess>[] starting = [SiloProcess.StartAsync(_settings, StartLimit), SiloProcess.StartAsync(_settings, StartLimit)];
        _dashboard = await DashboardProcess.StartAsync(new Dictionary<string, string>(_settings) { ["ActorRuntime__Role"] = "Client" });
        (await Task.WhenAll(starting)).CopyTo(_silos, 0);
        await using Visit visit = await site.ElsewhereAsync(Address, "en");
        await visit.Page.GotoAsync(_dashboard.Link);
        _signedIn = await visit.Page.Context.StorageStateAsync();
        await Site.ExampleAsync(visit.Page);
    }
}

/// <summary>One silo of a cluster on ports of its own.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    /// <summary>Its project, seen from the repository's root.</summary>
    public const string Folder = "src/Capacity.Silo";

    private readonly ProgramProcess _program;

    private SiloProcess(IReadOnlyDictionary<string, string> settings)
    {
        Address = $"http://127.0.0.1:{ProgramProcess.SparePort()}";
        _program = ProgramProcess.Start(
            Folder, "Capacity.Silo.dll", Path.GetTempPath(),
            [
                "--urls", Address, "--ActorRuntime:SiloPort", $"{ProgramProcess.SparePort()}", "--ActorRuntime:GatewayPort", $"{ProgramProcess.SparePort()}",
            ],
            settings, line => line.Contains("Application started", StringComparison.Ordinal));
    }

    /// <summary>Where its HTTP interface listens.</summary>
    public string Address { get; }

    /// <summary>What it wrote so far.</summary>
    public string Output => _program.Output;

    /// <summary>Starts a silo and waits until it is a member of the cluster.</summary>
    public static async Task<SiloProcess> StartAsync(IReadOnlyDictionary<string, string> settings, TimeSpan limit)
    {
        SiloProcess silo = new(settings);
        await silo._program.Ready.WaitAsync(limit);
        return silo;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
