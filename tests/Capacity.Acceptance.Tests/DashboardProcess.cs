namespace Capacity.Acceptance.Tests;

/// <summary>The built dashboard as a process of its own, on a spare port with a data directory of its own.</summary>
public sealed class DashboardProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly ProgramProcess _program;
    private readonly DirectoryInfo _data;

    private DashboardProcess(IReadOnlyDictionary<string, string> settings)
    {
        Address = $"http://127.0.0.1:{ProgramProcess.SparePort()}";
        _data = Directory.CreateTempSubdirectory("capacity-acceptance-");
        Dictionary<string, string> all = new(settings)
        {
            ["Storage__DataDirectory"] = Path.Combine(_data.FullName, "data"),
            // Under Orleans a process alone listens too: two of them must not meet.
            ["ActorRuntime__SiloPort"] = $"{ProgramProcess.SparePort()}",
            ["ActorRuntime__GatewayPort"] = $"{ProgramProcess.SparePort()}",
        };
        _program = ProgramProcess.Start(
            "dashboard", "Capacity.Dashboard.dll", _data.FullName, ["--urls", Address], all,
            line => line.Contains("/first-start?token=", StringComparison.Ordinal));
    }

    /// <summary>Settings by which the worked example is smaller than a person's, so that the journeys are over in time.</summary>
    public static IReadOnlyDictionary<string, string> SmallExample { get; } =
        new Dictionary<string, string> { ["Sample__Replications"] = "16", ["Sample__PlanTimeBudgetSeconds"] = "5" };

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>The first-start link that it printed.</summary>
    public string Link { get; private set; } = "";

    /// <summary>What it wrote so far.</summary>
    public string Output => _program.Output;

    /// <summary>Starts the program and waits for its link.</summary>
    public static async Task<DashboardProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        DashboardProcess dashboard = new(settings);
        dashboard.Link = await dashboard._program.Ready.WaitAsync(StartLimit);
        return dashboard;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
