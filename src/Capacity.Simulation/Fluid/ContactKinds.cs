using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>Contacts that are alike in what matters to the fluid: their reason, handle-time multiplier and share of hard ones.</summary>
internal readonly record struct ContactKind(int Reason, double HandleFactor, double Emotion, bool WasReturned = false);

/// <summary>For every queue the kinds of contacts that can reach it, by whatever way, and their properties as arrays.</summary>
internal sealed class ContactKinds
{
    readonly List<ContactKind>[] _kinds;
    readonly Dictionary<ContactKind, int>[] _slots;
    readonly NetworkModel _network;

    public ContactKinds(SimulationModel model)
    {
        _network = model.Network;
        _kinds = [.. _network.Queues.Select(_ => new List<ContactKind>())];
        _slots = [.. _network.Queues.Select(_ => new Dictionary<ContactKind, int>())];
        foreach (var queue in _network.Queues)
        {
            foreach (var reason in DemandFlow.Mixture(queue.Definition.Reasons, _network).Reasons)
                Reach(queue, KindOf(reason, 1, double.NaN));
            for (var course = 0; course < model.CourseCount; course++)
                foreach (var flow in model.CourseOf(course).Demand[queue.Index])
                    foreach (var reason in flow.Reasons)
                        Reach(queue, KindOf(reason, flow.HandleTimeFactor, flow.Emotion));
        }
    }

    /// <summary>The kind of a flow's contacts with a reason; an emotion of NaN is the reason's.</summary>
    public ContactKind KindOf(int reason, double flowFactor, double emotion)
    {
        var what = _network.Reasons[reason];
        var hard = double.IsNaN(emotion) ? what.Emotion : emotion;
        return new(reason, (float)(flowFactor * what.HandleTimeFactor * (1 + hard * (what.HardFactor - 1))), hard);
    }

    /// <summary>Kinds of a queue.</summary>
    public IReadOnlyList<ContactKind> Of(int queue) => _kinds[queue];

    /// <summary>Place of a kind among those of a queue.</summary>
    public int SlotOf(int queue, ContactKind kind) => _slots[queue][kind];

    /// <summary>What a kind becomes on escalation: hard contacts only.</summary>
    public static ContactKind Escalated(ContactKind kind) => kind with { Emotion = 1 };

    /// <summary>What a kind becomes after self-service did not settle it.</summary>
    public static ContactKind Returned(ContactKind kind, SelfServiceRule rule) =>
        kind with { HandleFactor = (float)(kind.HandleFactor * rule.ReturnFactor), WasReturned = true };

    void Reach(QueueModel queue, ContactKind kind)
    {
        if (!_slots[queue.Index].TryAdd(kind, _kinds[queue.Index].Count))
            return;
        _kinds[queue.Index].Add(kind);
        if (queue.ChannelChangeQueue >= 0)
            Reach(_network.Queues[queue.ChannelChangeQueue], kind);
        if (queue.Recontact is not null)
            Reach(_network.Queues[queue.RecontactQueue], kind);
        if (queue.Chasers is not null)
            Reach(_network.Queues[queue.ChaserQueue], kind);
        if (queue.EscalationQueue >= 0)
            Reach(_network.Queues[queue.EscalationQueue], Escalated(kind));
        foreach (var rule in (queue.CallbackByDay ?? []).OfType<CallbackRule>().DistinctBy(rule => rule.Queue))
            Reach(_network.Queues[rule.Queue], kind);
        foreach (var rule in _network.SelfService)
            if (rule.Reason == kind.Reason && rule.Queues[queue.Index] && !kind.WasReturned)
                Reach(queue, Returned(kind, rule));
    }
}
