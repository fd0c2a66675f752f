using Capacity.Simulation.Fluid;

namespace Capacity.Grains.Previews;

/// <summary>What moves the first answers of a scenario: computed once, by the first who waits for it, for everybody who does.</summary>
/// <param name="key">What it serves.</param>
/// <param name="version">The version that it is made of.</param>
/// <param name="compute">Begins to compute it elsewhere than in the grain's turn.</param>
/// <param name="time">The clock of the grace.</param>
internal sealed class PreviewBase(string key, long version, Func<CancellationToken, Task<FluidPreview>> compute, TimeProvider time)
{
    /// <summary>A page whose edit is saved stops waiting a moment before it asks for the answer.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

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

    /// <summary>Somebody wants an answer by it: it is not given up when those leave who wait for it.</summary>
    public void Ask() => isAsked = true;

    /// <summary>Waits for it. When the last one leaves before it is there and nobody asked for an answer, it is given up after a moment.</summary>
    public async Task<FluidPreview> WaitAsync(CancellationToken reader)
    {
        work ??= compute(stop.Token);
        waiting++;
        try
        {
            return await work.WaitAsync(reader);
        }
        finally
        {
            waiting--;
            if (!work.IsCompleted && !IsWanted) _ = EndUnwantedAsync();
        }
    }

    /// <summary>Lets go of it: it goes on as long as somebody waits.</summary>
    public void Replace()
    {
        isAsked = false;
        if (!IsWanted) End();
    }

    /// <summary>Gives up what is under way.</summary>
    public void End() => stop.Cancel();

    private bool IsWanted => isAsked || waiting > 0;

    private async Task EndUnwantedAsync()
    {
        await Task.Delay(Grace, time);
        if (!IsWanted) End();
    }
}
