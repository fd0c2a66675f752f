using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>The flows by which contacts make contacts come, by the queue that makes them.</summary>
internal sealed class FlowCompiler
{
    public FlowCompiler(FluidModel model)
    {
        var (network, timeline, kinds) = (model.Network, model.Timeline, model.Kinds);
        var seconds = timeline.IntervalSeconds;
        var all = new List<ReturnFlow>();
        ReturnFlow?[] Each(Func<QueueModel, ReturnFlow?> make, Func<ContactKind, ContactKind> becomes) =>
            [.. network.Queues.Select(queue =>
            {
                if (make(queue) is not { } flow)
                    return null;
                flow.Kinds = [.. kinds.Of(flow.Source).Select(kind => kinds.SlotOf(flow.Target, becomes(kind)))];
                all.Add(flow);
                return flow;
            })];
        static ContactKind Same(ContactKind kind) => kind;
        Redials = Each(
            queue => queue.Redial is { } redial && !queue.IsDeferred
                ? new(queue.Index, queue.Index, ContactOrigin.Redial, seconds, redial.LongestSeconds / 86400, ReturnFlow.RedialLaw(redial))
                : null, Same);
        Changes = Each(
            queue => queue.ChannelChange is { } change && !queue.IsDeferred
                ? new(queue.Index, queue.ChannelChangeQueue, ContactOrigin.ChannelChange, seconds,
                    Math.Max(0.1, 8 * change.MeanSeconds / 86400), ReturnFlow.ExponentialLaw(change.MeanSeconds))
                : null, Same);
        Recontacts = Each(
            queue => queue.Recontact is { } recontact
                ? new(queue.Index, queue.RecontactQueue, ContactOrigin.Recontact, seconds, Math.Max(0.1, recontact.LastDay + 0.05),
                    ReturnFlow.RecontactLaw(recontact))
                : null, Same);
        Escalations = Each(
            queue => queue.Escalation is not null
                ? new(queue.Index, queue.EscalationQueue, ContactOrigin.Escalation, seconds, 0.05, _ => 1)
                : null, ContactKinds.Escalated);
        Chasers = Each(
            queue => queue.Chasers is not null
                ? new(queue.Index, queue.ChaserQueue, ContactOrigin.Chaser, seconds, 0.05, _ => 1)
                : null, Same);
        Callbacks = Each(
            queue => queue.CallbackByDay?.OfType<CallbackRule>().FirstOrDefault() is { } rule
                ? new(queue.Index, rule.Queue, ContactOrigin.Transfer, seconds, 0.05, _ => 1)
                : null, Same);
        SelfService = [.. network.SelfService.Select(rule => network.Queues.Select(queue =>
        {
            if (!rule.Queues[queue.Index])
                return null;
            var flow = new ReturnFlow(
                queue.Index, queue.Index, ContactOrigin.SelfServiceReturn, seconds, Math.Max(0.1, 8 * rule.ReturnMeanSeconds / 86400),
                ReturnFlow.ExponentialLaw(rule.ReturnMeanSeconds));
            all.Add(flow);
            return flow;
        }).ToArray())];
        for (var i = 0; i < all.Count; i++)
            all[i].Number = i;
        All = [.. all];
        AfterService = [.. Escalations.Zip(Recontacts, (one, other) => Present(one, other))];
        AfterAbandonment = [.. Redials.Zip(Changes, (one, other) => Present(one, other))];
        AfterDiversion = [.. Callbacks.Select(flow => Present(flow))];
        NearTo = [.. network.Queues.Select(queue => AfterService.Concat(AfterAbandonment).Concat(AfterDiversion).SelectMany(flows => flows)
            .Where(flow => flow.Target == queue.Index && flow.Near.Length > 0).ToArray())];
        To = [.. network.Queues.Select(queue => all.Where(flow => flow.Target == queue.Index).ToArray())];
    }

    static ReturnFlow[] Present(params ReturnFlow?[] flows) => [.. flows.OfType<ReturnFlow>()];

    public ReturnFlow?[] Redials { get; }
    public ReturnFlow?[] Changes { get; }
    public ReturnFlow?[] Recontacts { get; }
    public ReturnFlow?[] Escalations { get; }
    public ReturnFlow?[] Chasers { get; }
    public ReturnFlow?[] Callbacks { get; }

    /// <summary>By rule and queue.</summary>
    public ReturnFlow?[][] SelfService { get; }

    public ReturnFlow[] All { get; }

    /// <summary>By queue: flows of those who were served, of those who gave up, and of those who took a callback.</summary>
    public ReturnFlow[][] AfterService { get; }
    public ReturnFlow[][] AfterAbandonment { get; }
    public ReturnFlow[][] AfterDiversion { get; }

    /// <summary>By the queue to which they go: flows of contacts of which some land on the same day.</summary>
    public ReturnFlow[][] NearTo { get; }

    /// <summary>By the queue to which they go.</summary>
    public ReturnFlow[][] To { get; }
}
