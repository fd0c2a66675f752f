using Capacity.Simulation.Fluid;

namespace Capacity.Grains.Previews;

/// <summary>What moves the first answers of a scenario: computed once, by the first who waits for it, for everybody who does.</summary>
/// <param name="key">What it serves.</param>
/// <param name="version">The version that it is made of.</param>
/// <param name="compute">Begins to compute it elsewhere than in the grain's turn.</param>
internal sealed class PreviewBase(string key, long version, Func<CancellationToken, Task<FluidPreview>> compute)
{
    private readonly CancellationTokenSource stop = new();
    private Task<FluidPreview>? work;
    private int waiting;
    private bool isAsked;

    public string Key => key;

    public long Version => version;

    /// <summary>Made of a simulation; false: of a calibration.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>The base where it is there already.</summary>
    public FluidPreview? Ready => work is { IsCompletedSuccessfully: true } ? work.Result : null;

    /// <summary>Whether it serves what a key says: one that failed or was given up serves nothing.</summary>
    public bool Serves(string wanted) => wanted == Key && (Ready is not null || (work is not { IsCompleted: true } && !stop.IsCancellationRequested));

    /// <summary>Waits for it. When the last one leaves before it is there, it is given up, unless somebody asked for an answer.</summary>
    /// <param name="asks">The caller wants an answer; false: only that one can come at once.</param>
    /// <param name="reader">Ends the waiting.</param>
    public async Task<FluidPreview> WaitAsync(bool asks, CancellationToken reader)
    {
        work ??= compute(stop.Token);
        isAsked |= asks;
        waiting++;
        try
        {
            return await work.WaitAsync(reader);
        }
        finally
        {
            waiting--;
            if (waiting == 0 && !isAsked) End();
        }
    }

    /// <summary>Lets go of it: it goes on as long as somebody waits.</summary>
    public void Replace()
    {
        isAsked = false;
        if (waiting == 0) End();
    }

    /// <summary>Gives up what is under way.</summary>
    public void End() => stop.Cancel();
}
