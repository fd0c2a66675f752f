using System.Runtime.CompilerServices;
using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>A queue at one moment: who waits, whether it is open, who can serve it, and its figures in this replication.</summary>
internal sealed class QueueState(QueueModel model)
{
    public readonly QueueModel Model = model;

    /// <summary>Open cases of a deferred queue; null for voice and chat, whose contacts stand in <see cref="Line"/>.</summary>
    public readonly CaseBacklog? Cases = model.IsDeferred ? new() : null;
    public readonly double TargetSeconds = model.TargetSeconds;

    /// <summary>What every contact asks of <see cref="Model"/>, kept side by side.</summary>
    public readonly bool IsDeferred = model.IsDeferred;
    public readonly bool NeedsCustomer = model.NeedsCustomer;
    public readonly bool MayShorten = model.MayShorten;

    /// <summary>Whether its contacts may be handed on or escalate.</summary>
    public readonly bool MayPassOn = model.Transfer is not null || model.Escalation is not null;
    public readonly bool CountsOpenHours = model.TargetCountsOpenHours;
    public readonly bool IsChat = model.MostPerAgent > 1;
    public readonly int Priority = model.Priority;
    public readonly int LineGroup = model.LineGroup;
    public readonly double RecoveryPause = model.RecoveryPause;
    public readonly CallbackTries? Tries = model.Tries;
    public readonly TimeLaw Patience = model.Patience;

    /// <summary>Target by which waits are measured where the most urgent contact goes first.</summary>
    public readonly double UrgencySeconds = Math.Max(1, model.TargetSeconds);
    public WaitingLine Line;
    public int Waiting;

    /// <summary>Callbacks that are called in vain now, or wait for their next call.</summary>
    public readonly List<int> BetweenCalls = [];

    /// <summary>How long its contacts waited in this replication.</summary>
    public readonly WaitCounts Waits = new();
    public bool IsOpen;

    /// <summary>When it opens or closes next.</summary>
    public double NextOpening;

    /// <summary>Skills for it, most preferred pools first.</summary>
    public PoolSkill[] Candidates = [];

    /// <summary>What becomes of its figures in this replication.</summary>
    public double PatienceFactor;
    public double RedialProbability;
    public double ChangeProbability;
    public double RecontactProbability;
    public double ChaserFactor;

    /// <summary>The contact that has waited longest, or the case that is due first; there must be one.</summary>
    public int Oldest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Cases is { } cases ? cases.Oldest : Line.Head;
    }

    /// <summary>Empties it and takes over the figures that were drawn for a replication.</summary>
    public void Begin(ParameterDraws parameters)
    {
        Waiting = 0;
        BetweenCalls.Clear();
        Waits.Clear();
        NextOpening = 0;
        IsOpen = Model.Open.IsOpen(0);
        Line.Clear();
        Cases?.Clear();
        double Of(UncertainFigure figure) => parameters[figure][Model.Index];
        PatienceFactor = Of(UncertainFigure.Patience);
        RedialProbability = (Model.Redial?.Probability ?? 0) * Of(UncertainFigure.RedialProbability);
        ChangeProbability = (Model.ChannelChange?.Probability ?? 0) * Of(UncertainFigure.ChannelChangeProbability);
        RecontactProbability = (Model.Recontact?.Probability ?? 0) * Of(UncertainFigure.RecontactProbability);
        ChaserFactor = Of(UncertainFigure.ChaserRate);
    }
}
