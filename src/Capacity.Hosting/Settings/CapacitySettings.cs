using Capacity.Grains.Engine;
using Capacity.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Capacity.Hosting.Settings;

/// <summary>All settings of a Capacity program, read and checked together at start.</summary>
public sealed record CapacitySettings(
    StorageOptions Storage, ActorRuntimeOptions ActorRuntime, ComputeOptions Compute, SampleOptions Sample, TelemetryOptions Telemetry)
{
    /// <summary>Reads every section; a relative data directory lies in the content root.</summary>
    /// <exception cref="SettingsException">Settings are wrong; lists every problem.</exception>
    public static CapacitySettings Read(WebApplicationBuilder builder)
    {
        List<string> problems = [];
        CapacitySettings settings = new(
            Section<StorageOptions>(builder.Configuration, StorageOptions.SectionName, problems),
            Section<ActorRuntimeOptions>(builder.Configuration, ActorRuntimeOptions.SectionName, problems),
            Section<ComputeOptions>(builder.Configuration, ComputeOptions.SectionName, problems),
            Section<SampleOptions>(builder.Configuration, SampleOptions.SectionName, problems),
            Section<TelemetryOptions>(builder.Configuration, TelemetryOptions.SectionName, problems));
        problems.AddRange(settings.Storage.Problems());
        problems.AddRange(settings.Compute.Problems());
        problems.AddRange(settings.Sample.Problems());
        problems.AddRange(settings.Telemetry.Problems());
        if (problems.Count > 0) throw new SettingsException(problems);
        settings.Storage.DataDirectory = Path.Combine(builder.Environment.ContentRootPath, settings.Storage.DataDirectory ?? "");
        return settings;
    }

    private static T Section<T>(IConfiguration configuration, string name, List<string> problems)
        where T : new()
    {
        T options = new();
        try
        {
            configuration.GetSection(name).Bind(options);
        }
        catch (InvalidOperationException e)
        {
            problems.Add($"{name}: {e.Message}");
        }

        return options;
    }
}

/// <summary>Settings are wrong; one sentence for each problem, naming the key to set.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}

/// <summary>Settings of section <c>Sample</c>: the worked example of an empty installation.</summary>
public sealed class SampleOptions
{
    public const string SectionName = "Sample";

    /// <summary>Loads and simulates the worked example when there is no network yet.</summary>
    public bool Load { get; set; } = true;

    /// <summary>Replications of its first run; 0: it is loaded, neither simulated nor answered by a plan.</summary>
    public int Replications { get; set; } = 100;

    /// <summary>Weeks that it looks forward from 16 March 2020; 80 reach the end of its vouchers. 1 to 130.</summary>
    public int Weeks { get; set; } = 13;

    /// <summary>Seconds after which the search for its plan tries nothing new; what it has found is verified then.</summary>
    public double PlanTimeBudgetSeconds { get; set; } = 300;

    /// <summary>Everything that is wrong with these settings, one sentence each, naming the key to set.</summary>
    public IEnumerable<string> Problems()
    {
        if (Replications is < 0 or > 100_000)
            yield return $"{SectionName}:Replications is {Replications}: set it between 0 (none) and 100000.";
        if (Weeks is < 1 or > 130) yield return $"{SectionName}:Weeks is {Weeks}: set it between 1 and 130.";
        if (!(PlanTimeBudgetSeconds > 0)) yield return $"{SectionName}:PlanTimeBudgetSeconds is {PlanTimeBudgetSeconds}: set it above 0.";
    }
}

/// <summary>Settings of section <c>Telemetry</c>: where metrics and traces go.</summary>
public sealed class TelemetryOptions
{
    public const string SectionName = "Telemetry";

    /// <summary>
    /// Address of an OpenTelemetry collector (OTLP over gRPC), e.g. <c>http://collector:4317</c>; empty: nothing is sent.
    /// </summary>
    public string OtlpEndpoint { get; set; } = "";

    public IEnumerable<string> Problems()
    {
        if (OtlpEndpoint.Length > 0 && !Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out _))
            yield return $"{SectionName}:OtlpEndpoint is '{OtlpEndpoint}': "
                + "set it to an address like http://collector:4317, or leave it empty.";
    }
}
