namespace Capacity.Contracts.Previews;

/// <summary>Answers at once what a version of a scenario does, before anybody has simulated it. Key: <see cref="GrainKey.Preview"/>.</summary>
[Alias("capacity.IPreviewGrain")]
public interface IPreviewGrain : IGrainWithStringKey
{
    /// <summary>
    /// The fluid's figures of a version, corrected by the newest earlier version that has a contact-level result; empty where the scenario
    /// has no such version.
    /// </summary>
    /// <param name="version">Version of the scenario, from 1.</param>
    [Alias("Of")]
    Task<PreviewReply> Of(long version);
}

/// <summary>A first answer, to be replaced by a simulation.</summary>
[GenerateSerializer, Immutable, Alias("capacity.preview-reply")]
public sealed record PreviewReply
{
    /// <summary>JSON of <c>Capacity.Domain.Results.ScenarioResult</c>; empty: the version does not exist.</summary>
    [Id(0)] public string Result { get; init; } = "";

    /// <summary>The earlier version whose simulation corrects the figures; 0: none has been simulated.</summary>
    [Id(1)] public long CorrectedBy { get; init; }

    /// <summary>Seconds that the computation took.</summary>
    [Id(2)] public double Seconds { get; init; }
}
