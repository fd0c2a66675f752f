namespace Capacity.Contracts.Previews;

/// <summary>Answers at once what a version of a scenario does, before anybody has simulated it. Key: <see cref="GrainKey.Preview"/>.</summary>
[Alias("capacity.IPreviewGrain")]
public interface IPreviewGrain : IGrainWithStringKey
{
    /// <summary>
    /// The fluid's figures of a version, moved by the newest version up to it that has a contact-level result of enough replications. Where
    /// there is none: the plain fluid at once, and the fluid calibrated by a few replications as soon as these have been simulated. Nothing
    /// where the scenario has no such version.
    /// </summary>
    /// <param name="version">Version of the scenario, from 1.</param>
    /// <param name="cancellationToken">Ends the enumeration; a calibration under way goes on for whoever asks next.</param>
    [Alias("Watch")]
    IAsyncEnumerable<PreviewReply> Watch(long version, CancellationToken cancellationToken);

    /// <summary>
    /// Prepares the answers to edits of a version before the first edit comes, and says how far it is: first that it prepares, where it has to,
    /// and at the end how that went. What is prepared stays until the grain has been idle.
    /// </summary>
    /// <param name="version">Version of the scenario, from 1.</param>
    /// <param name="cancellationToken">Ends the enumeration; what nobody waits for any more is given up after some seconds.</param>
    [Alias("Prepare")]
    IAsyncEnumerable<PreviewReadiness> Prepare(long version, CancellationToken cancellationToken);
}

/// <summary>How far the answers to edits of a version are prepared.</summary>
[GenerateSerializer, Alias("capacity.preview-readiness")]
public enum PreviewReadiness
{
    /// <summary>They cannot be prepared: there is no such version, or the fluid fails for it.</summary>
    Unavailable,

    /// <summary>What moves them is being computed.</summary>
    Preparing,

    /// <summary>An edit that is saved now is answered at once.</summary>
    Ready,
}

/// <summary>A first answer, to be replaced by a simulation.</summary>
[GenerateSerializer, Immutable, Alias("capacity.preview-reply")]
public sealed record PreviewReply
{
    /// <summary>JSON of <c>Capacity.Domain.Results.ScenarioResult</c> with its error where that is known; empty: the fluid has no answer.</summary>
    [Id(0)] public string Result { get; init; } = "";

    /// <summary>The version whose simulation corrects the figures; 0: none has been simulated.</summary>
    [Id(1)] public long CorrectedBy { get; init; }

    /// <summary>Seconds that the computation took.</summary>
    [Id(2)] public double Seconds { get; init; }

    /// <summary>The version by a few replications of which the figures are calibrated; 0: they are not.</summary>
    [Id(3)] public long CalibratedBy { get; init; }

    /// <summary>A calibrated answer is being computed and follows.</summary>
    [Id(4)] public bool BetterFollows { get; init; }
}
