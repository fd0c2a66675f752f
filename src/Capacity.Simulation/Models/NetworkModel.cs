using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;

namespace Capacity.Simulation.Models;

/// <summary>The network's queues, reasons and pools of agents as numbered arrays, with the rules that decisions add.</summary>
internal sealed class NetworkModel
{
    readonly Dictionary<string, int> _queues;
    readonly Dictionary<string, int> _reasons;
    readonly Dictionary<string, int> _teams;
    readonly Dictionary<string, int> _sites;
    readonly ILookup<string, double> _helpAfter;
    readonly Dictionary<string, int> _lineGroups = new(StringComparer.Ordinal);

    public NetworkModel(Scenario scenario, Timeline timeline, bool exponentialHandleTimes)
    {
        var network = scenario.Network;
        _queues = Number(network.Queues.Select(queue => queue.Id));
        _reasons = Number(network.Reasons.Select(reason => reason.Id));
        _teams = Number(network.Teams.Select(team => team.Id));
        _sites = Number(network.Sites.Select(site => site.Id));
        Reasons = [.. network.Reasons.DefaultIfEmpty(new Reason()).Select(reason => new ReasonModel(
            reason.FirstContactResolution, reason.Emotion, reason.HandleTimeFactor, (long)Math.Round(reason.LossPerAbandonment * 100),
            scenario.EmotionalLoad?.HardFactor(reason.Intensity) ?? 1))];
        _helpAfter = network.Teams.SelectMany(team => team.Skills).ToLookup(skill => skill.Queue, skill => skill.AfterWaitSeconds);
        for (var group = network.LineGroups.Count - 1; group >= 0; group--)
            foreach (var queue in network.LineGroups[group].Queues)
                _lineGroups[queue] = group;
        Queues = [.. network.Queues.Select((queue, index) => Flatten(queue, index, scenario, timeline, exponentialHandleTimes))];
        Redeployments = [.. scenario.Levers.OfType<Redeployment>()];
        CrossTrainings = [.. scenario.Levers.OfType<CrossTraining>()];
        Pools = [.. network.Teams.Select((team, index) => Pool(index, index, team, team, 1, 1)),
            .. Redeployments.Select((move, index) => Pool(
                network.Teams.Count + index, TeamOf(move.ToTeam), network.Teams[TeamOf(move.FromTeam)],
                network.Teams[TeamOf(move.ToTeam)], move.HandleTimeFactor, move.ResolutionFactor)),
            .. CrossTrainings.Select((course, index) => CrossTrained(
                network.Teams.Count + Redeployments.Length + index, course, network.Teams[TeamOf(course.Team)]))];
        Candidates = CandidatesOf(Queues.Length, Pools);
        Routing = network.Routing;
        LineGroups = [.. network.LineGroups.Select(group => group.Lines)];
        SelfService = [.. scenario.Levers.OfType<Deflection>().Select(lever => Rule(lever, scenario, timeline))];
    }

    public QueueModel[] Queues { get; }
    public ReasonModel[] Reasons { get; }
    public PoolModel[] Pools { get; }
    public Redeployment[] Redeployments { get; }
    public CrossTraining[] CrossTrainings { get; }
    public SelfServiceRule[] SelfService { get; }
    public Routing Routing { get; }

    /// <summary>Lines of each group.</summary>
    public int[] LineGroups { get; }

    /// <summary>Pools that serve a queue, most preferred first.</summary>
    public int[][] Candidates { get; }

    /// <summary>Pairs of a pool and a queue that it serves.</summary>
    public int Desks { get; private set; }

    public int QueueOf(string id) => Find(_queues, id, "queue");

    public int ReasonOf(string id) => id.Length == 0 && _reasons.Count == 0 ? 0 : Find(_reasons, id, "reason");

    public int TeamOf(string id) => Find(_teams, id, "team");

    public int SiteOf(string id) => Find(_sites, id, "site");

    static Dictionary<string, int> Number(IEnumerable<string> ids) =>
        ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index, StringComparer.Ordinal);

    static int Find(Dictionary<string, int> numbers, string id, string what) => numbers.TryGetValue(id, out var index)
        ? index
        : throw new ArgumentException(
            $"The scenario names the {what} '{id}', which its network does not have; it has: {string.Join(", ", numbers.Keys)}.");

    QueueModel Flatten(Queue queue, int index, Scenario scenario, Timeline timeline, bool exponential) => new()
    {
        Index = index,
        Definition = queue,
        Open = OpenSpans.Of(queue.OpeningHours, queue.TimeZone, timeline),
        IsDeferred = queue.Channel.IsDeferred(),
        NeedsCustomer = queue.Channel == Channel.Callback,
        MostPerAgent = queue.Channel.IsConcurrent() ? Math.Max(1, (queue.Concurrency ?? new()).Maximum) : 1,
        Stretch = StretchOf(queue),
        Handle = exponential
            ? TimeLaw.Exponential(queue.HandleTime.MeanSeconds)
            : TimeLaw.Of(queue.HandleTime),
        Patience = TimeLaw.Of(queue.Channel.IsDeferred() ? null : queue.Patience),
        Balking = queue.Patience?.Balking ?? 0,
        TargetSeconds = queue.Goals.TargetSeconds,
        ShortAbandonSeconds = queue.Goals.ShortAbandonSeconds,
        TargetCountsOpenHours = queue.Goals.Clock == TargetClock.OpeningHours && queue.Channel.IsDeferred(),
        Priority = queue.Priority,
        RecoveryPause = queue.HandleTime.RecoveryPauseSeconds,
        Redial = queue.Redial,
        ChannelChange = queue.ChannelChange,
        ChannelChangeQueue = queue.ChannelChange is { } change ? QueueOf(change.Queue) : -1,
        Recontact = queue.Recontact,
        RecontactQueue = queue.Recontact?.Queue is { Length: > 0 } back ? QueueOf(back) : index,
        Chasers = queue.Channel.IsDeferred() ? queue.Chasers : null,
        ChaserQueue = queue.Chasers is { } chasers ? QueueOf(chasers.Queue) : -1,
        Escalation = queue.Escalation,
        EscalationQueue = queue.Escalation is { } escalation ? QueueOf(escalation.Queue) : -1,
        CallbackByDay = queue.Channel.IsDeferred() ? null : CallbackRules(queue, scenario, timeline),
        LineGroup = _lineGroups.GetValueOrDefault(queue.Id, -1),
        TalkShare = 1 - queue.HandleTime.WrapUpSeconds / queue.HandleTime.MeanSeconds,
        ResolutionFactor = queue.ResolutionFactor,
        Overflow = queue.Channel.IsDeferred() ? null : queue.Overflow,
        OverflowQueue = queue.Overflow is { } overflow ? QueueOf(overflow.Queue) : -1,
        Transfer = queue.Transfer,
        TransferQueue = queue.Transfer is { } transfer ? QueueOf(transfer.Queue) : -1,
        Tries = queue.Channel == Channel.Callback ? queue.CallbackTries : null,
        SilentShare = queue.Channel.IsConcurrent() ? (queue.Concurrency ?? new()).SilentShare : 0,
        TimeOut = (queue.Concurrency ?? new()).TimeOutSeconds,
        AcceptedWait = queue.Patience?.AcceptedWaitSeconds,
        PatienceFactor = queue.Redial?.PatienceFactor ?? 1,
        KeepsPatience = queue.Redial?.KeepsPatience ?? false,
        WaitSteps = StepsOf(queue),
    };

    /// <summary>Waits after which further teams help out, or after which the contact moves, shortest first.</summary>
    double[] StepsOf(Queue queue)
    {
        var helping = _helpAfter[queue.Id];
        if (!queue.Channel.IsDeferred() && queue.Overflow is { } overflow)
            helping = helping.Append(overflow.AfterSeconds);
        return [.. helping.Where(wait => wait > 0).Distinct().Order()];
    }

    static double[] StretchOf(Queue queue)
    {
        var concurrency = queue.Concurrency ?? new Concurrency();
        var stretch = new double[concurrency.Maximum + 2];
        Array.Fill(stretch, 1);
        for (var k = 1; k <= concurrency.Maximum && concurrency.Stretch.Count > 0; k++)
            stretch[k] = concurrency.Stretch[Math.Min(k, concurrency.Stretch.Count) - 1];
        return stretch;
    }

    CallbackRule?[]? CallbackRules(Queue queue, Scenario scenario, Timeline timeline)
    {
        var rules = new CallbackRule?[timeline.SimulatedDays];
        if (queue.Callback is { } always)
        {
            var last = always.Until?.PlusDays(1);
            Apply(rules, timeline, always.From, last, new(always.ThresholdSeconds, always.Acceptance, QueueOf(always.Queue)));
        }

        foreach (var lever in scenario.Levers.OfType<CallbackLever>().Where(lever => lever.Queue == queue.Id))
            Apply(rules, timeline, lever.From, lever.Until, new(lever.ThresholdSeconds, lever.Acceptance, QueueOf(lever.CallbackQueue)));
        return Array.Exists(rules, rule => rule is not null) ? rules : null;
    }

    static void Apply(
        CallbackRule?[] rules, Timeline timeline, NodaTime.LocalDate? from, NodaTime.LocalDate? until, CallbackRule rule)
    {
        var first = from is { } begin ? Math.Max(0, timeline.DayOf(begin)) : 0;
        var end = until is { } stop ? Math.Min(rules.Length, timeline.DayOf(stop)) : rules.Length;
        for (var day = first; day < end; day++)
            rules[day] = rule;
    }

    /// <summary>People who have learned one more queue's work beside their team's.</summary>
    PoolModel CrossTrained(int index, CrossTraining course, Team team)
    {
        var skill = new Skill { Queue = course.Queue, Priority = course.Priority, HandleTimeFactor = course.HandleTimeFactor };
        return Pool(index, TeamOf(team.Id), team, team with { Skills = [.. team.Skills.Where(s => s.Queue != course.Queue), skill] }, 1, 1);
    }

    PoolModel Pool(int index, int reportedTo, Team people, Team skillsOf, double factor, double resolved)
    {
        var skills = new Dictionary<int, Skill>();
        foreach (var skill in skillsOf.Skills)
            skills[QueueOf(skill.Queue)] = skill;
        int[] served = [.. skills.Keys.Where(queue => skills[queue].HandleTimeFactor * factor > 0)
            .OrderBy(queue => Queues[queue].Priority).ThenBy(queue => queue)];
        var isBlended = served.Any(queue => !Queues[queue].IsDeferred);
        var firstDesk = Desks;
        Desks += served.Length;
        SkillValues<T> Each<T>(Func<int, T> valueOf)
            where T : struct => new(Queues.Length, served, valueOf);
        return new PoolModel
        {
            Index = index,
            Team = reportedTo,
            Learns = index == reportedTo,
            Site = SiteOf(people.Site),
            Queues = served,
            HandleFactor = Each(queue => skills[queue].HandleTimeFactor * factor),
            SkillPriority = Each(queue => skills[queue].Priority),
            ResolutionFactor = Each(queue => skills[queue].ResolutionFactor * resolved),
            AfterWait = Each(queue => skills[queue].AfterWaitSeconds),
            IdleReserve = Each(queue => isBlended && Queues[queue].IsDeferred ? Queues[queue].Definition.IdleReserve : 0),
            Desk = Each(queue => firstDesk + Array.IndexOf(served, queue)),
        };
    }

    static int[][] CandidatesOf(int queues, PoolModel[] pools)
    {
        var candidates = Enumerable.Range(0, queues).Select(_ => new List<PoolModel>()).ToArray();
        foreach (var pool in pools)
            foreach (var queue in pool.Queues)
                candidates[queue].Add(pool);
        return [.. candidates.Select((list, queue) => list
            .OrderBy(pool => pool.SkillPriority[queue]).ThenBy(pool => pool.Index).Select(pool => pool.Index).ToArray())];
    }

    SelfServiceRule Rule(Deflection lever, Scenario scenario, Timeline timeline)
    {
        var queues = new bool[Queues.Length];
        foreach (var queue in lever.Queues)
            queues[QueueOf(queue)] = true;
        if (lever.Queues.Count == 0)
            Array.Fill(queues, true);
        var from = timeline.SecondsAt(timeline.Zone.AtStartOfDay(lever.From).ToInstant());
        var until = timeline.SecondsAt(timeline.Zone.AtStartOfDay(lever.Until ?? scenario.End().PlusDays(30)).ToInstant());
        return new SelfServiceRule(
            ReasonOf(lever.Reason), queues, from, until, lever.Share, lever.Resolution, lever.ReturnMeanDays * 86400,
            (float)lever.ReturnHandleTimeFactor, lever.ReturnHardShare);
    }
}
