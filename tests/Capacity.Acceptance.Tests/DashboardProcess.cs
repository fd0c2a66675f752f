using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Capacity.Acceptance.Tests;

/// <summary>The built dashboard as a process of its own, on a spare port with a data directory of its own.</summary>
public sealed class DashboardProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly DirectoryInfo _data;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _link = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DashboardProcess(int port)
    {
        Address = $"http://127.0.0.1:{port}";
        _data = Directory.CreateTempSubdirectory("capacity-acceptance-");
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { Program(), "--urls", Address },
            WorkingDirectory = _data.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Storage__DataDirectory"] = Path.Combine(_data.FullName, "data");
        // Under Orleans a process alone listens too: two of them must not meet.
        start.Environment["ActorRuntime__SiloPort"] = $"{SparePort()}";
        start.Environment["ActorRuntime__GatewayPort"] = $"{SparePort()}";
        // The example is smaller than a person's, so that the journeys are over in time.
        start.Environment["Sample__Replications"] = "16";
        start.Environment["Sample__PlanTimeBudgetSeconds"] = "5";
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _link.TrySetException(new InvalidOperationException("The dashboard ended before it was ready:\n" + Output));
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>The first-start link that it printed.</summary>
    public string Link { get; private set; } = "";

    /// <summary>What it wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Starts the program and waits for its link.</summary>
    public static async Task<DashboardProcess> StartAsync()
    {
        DashboardProcess dashboard = new(SparePort());
        dashboard._process.Start();
        dashboard._process.BeginOutputReadLine();
        dashboard._process.BeginErrorReadLine();
        dashboard.Link = await dashboard._link.Task.WaitAsync(StartLimit);
        return dashboard;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        if (line.Contains("/first-start?token=", StringComparison.Ordinal)) _link.TrySetResult(line.Trim());
    }

    private static int SparePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // bin/Debug/net10.0 of the tests and of the dashboard are built together.
    private static string Program()
    {
        DirectoryInfo output = new(AppContext.BaseDirectory);
        string build = Path.Combine("bin", output.Parent!.Name, output.Name, "Capacity.Dashboard.dll");
        DirectoryInfo? folder = output;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Capacity.sln"))) folder = folder.Parent;
        string program = Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository."), "dashboard", build);
        return File.Exists(program) ? program : throw new InvalidOperationException($"{program} is missing: build the dashboard first.");
    }
}
