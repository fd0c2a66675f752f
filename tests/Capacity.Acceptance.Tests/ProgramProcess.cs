using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Capacity.Acceptance.Tests;

/// <summary>A built program of the repository as a process of its own; what it writes is kept.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<string, bool> _isReady;

    private ProgramProcess(ProcessStartInfo start, Func<string, bool> isReady)
    {
        _isReady = isReady;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"{start.ArgumentList[0]} ended before it was ready:\n{Output}"));
    }

    /// <summary>What it wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>The line with which it said that it is ready.</summary>
    public Task<string> Ready => _ready.Task;

    /// <summary>Starts a program that was built together with the tests.</summary>
    /// <param name="folder">Its project, seen from the repository's root.</param>
    /// <param name="program">Its assembly.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Environment variables that it gets beside those of the tests.</param>
    /// <param name="isReady">Whether a line says that it is ready.</param>
    public static ProgramProcess Start(
        string folder, string program, string directory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings,
        Func<string, bool> isReady)
    {
        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(Built(folder), program));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        ProgramProcess started = new(start, isReady);
        started._process.Start();
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        return started;
    }

    /// <summary>Where a project's program lies: bin/Debug/net10.0 of the tests and of the programs are built together.</summary>
    public static string Built(string folder)
    {
        DirectoryInfo output = new(AppContext.BaseDirectory);
        DirectoryInfo? root = output;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Capacity.sln"))) root = root.Parent;
        string built = Path.Combine(
            root?.FullName ?? throw new InvalidOperationException("The tests run outside the repository."), folder, "bin", output.Parent!.Name, output.Name);
        return Directory.Exists(built) ? built : throw new InvalidOperationException($"{built} is missing: build {folder} first.");
    }

    /// <summary>A port of this machine that nobody listens on.</summary>
    public static int SparePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until it has ended by itself, and says all that it wrote.</summary>
    public async Task<string> EndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return Output;
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does: it can say farewell to nobody.</summary>
    public async Task KillAsync()
    {
        if (_process.HasExited) return;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
        if (_isReady(line)) _ready.TrySetResult(line.Trim());
    }
}
