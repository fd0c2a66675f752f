using System.Diagnostics;
using System.Globalization;
using Capacity.Contracts.Keys;
using Capacity.Storage;

namespace Capacity.Ingest.Tests;

/// <summary>The silo program as a process of its own on a SQLite data directory; killed by its id, never by name.</summary>
internal sealed class ChildSilo : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly Process process;

    private ChildSilo(Process process, Uri address)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    /// <summary>Makes a key in a data directory that no program uses at the moment.</summary>
    public static async Task<string> KeyAsync(string directory, string source, params ApiVerb[] verbs)
    {
        await using var database = await CapacityDatabase.OpenAsync(new StorageOptions { DataDirectory = directory });
        var created = await new ApiKeyStore(database, TimeProvider.System)
            .CreateAsync(source, "test", verbs.Select(verb => verb.ToString()).ToHashSet());
        return created.Secret;
    }

    public static async Task<ChildSilo> StartAsync(string directory, string key, params string[] settings)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ApiFixture.SparePort()}"));
        ProcessStartInfo start = new(
            "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Capacity.Silo.dll"), "--urls", address.ToString(), "--Storage:Provider=Sqlite",
            $"--Storage:DataDirectory={directory}", "--ActorRuntime:Cluster=false", $"--ActorRuntime:SiloPort={ApiFixture.SparePort()}",
            $"--ActorRuntime:GatewayPort={ApiFixture.SparePort()}", "--Logging:LogLevel:Default=Warning", .. settings,
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        ChildSilo silo = new(process, address);
        silo.Client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await silo.ReadyAsync();
        return silo;
    }

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private async Task ReadyAsync()
    {
        using CancellationTokenSource limit = new(StartLimit);
        while (true)
        {
            process.HasExited.ShouldBeFalse("The silo ended while it started.");
            try
            {
                using var response = await Client.GetAsync("/health/ready", limit.Token);
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }
}
