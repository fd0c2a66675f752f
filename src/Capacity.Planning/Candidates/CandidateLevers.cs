using Capacity.Domain.Labor;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Planning.Candidates;

/// <summary>The levers worth trying on a scenario that is short, in some sizes each; those whose decision day has passed are told apart.</summary>
public static class CandidateLevers
{
    /// <summary>Every candidate; <see cref="IsExpired"/> says which can no longer be decided.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="shortage">Where it is short.</param>
    /// <param name="breadth">How many are made; absent: few. The few come first among many.</param>
    public static IReadOnlyList<Lever> Of(Scenario scenario, Shortage shortage, CandidateBreadth? breadth = null)
    {
        var few = KindByKind(Made(scenario, shortage, CandidateBreadth.Few));
        return breadth is null ? few : [.. few.UnionBy(KindByKind(Made(scenario, shortage, breadth)), lever => lever.Id)];
    }

    private static List<Lever> Made(Scenario scenario, Shortage shortage, CandidateBreadth breadth)
    {
        var all = new List<Lever>();
        foreach (var team in shortage.ShortTeams().Take(breadth.Teams))
        {
            all.AddRange(OvertimeOf(scenario, shortage, team, breadth));
            all.AddRange(RedeploymentTo(scenario, shortage, team, breadth));
            all.AddRange(PeopleLevers.Of(scenario, shortage, team, breadth));
        }
        foreach (var queue in shortage.ShortQueues().Where(q => q.Channel == Channel.Voice).Take(breadth.Queues))
            all.AddRange(CallbackOf(scenario, shortage, queue, breadth));
        all.AddRange(DeflectionOf(scenario, shortage, breadth));
        all.AddRange(TimeLevers.Of(scenario));
        return all;
    }

    /// <summary>One of each kind, then the next of each: a search that has to stop early has seen every kind.</summary>
    private static List<Lever> KindByKind(IEnumerable<Lever> levers) =>
    [
        .. levers
            .DistinctBy(l => l.Id)
            .GroupBy(l => l.GetType())
            .SelectMany(kind => kind.Select((lever, turn) => (lever, turn)))
            .OrderBy(x => x.turn)
            .Select(x => x.lever),
    ];

    /// <summary>The last day on which the lever could be decided lies before the scenario's as-of day.</summary>
    public static bool IsExpired(Scenario scenario, Lever lever) => lever.DecideBy() < scenario.AsOf;

    private static IEnumerable<Lever> OvertimeOf(Scenario scenario, Shortage shortage, Team team, CandidateBreadth breadth)
    {
        if (shortage.Span(team) is not { } span)
            yield break;
        var ceiling = Math.Floor(team.OvertimeCeiling * team.Headcount * (1 - FurloughShare(scenario, team.Id)));
        var lever = new Overtime { Team = team.Id };
        lever = lever with { NoticeDays = NoticeDays(scenario, team, lever.NoticeDays) };
        foreach (var hours in breadth.Sizes.Select(s => Math.Min(ceiling, Math.Ceiling(s * shortage.HoursShort(team)))).Where(h => h >= 1).Distinct())
            foreach (var from in Starts(scenario, span.From, lever.LeadDays(), breadth))
                yield return lever with
                {
                    Id = $"overtime-{team.Id}-{hours:0}-{from:yyyyMMdd}",
                    HoursPerWeek = hours,
                    From = from,
                    Until = span.Until,
                };
    }

    /// <summary>Calendar days that hold the working days of notice which the site's rules ask for; weekends and two public holidays fit in.</summary>
    private static int NoticeDays(Scenario scenario, Team team, int usual)
    {
        var rules = scenario.Network.Sites.FirstOrDefault(site => site.Id == team.Site)?.LaborRules?.All() ?? [];
        var asked = rules.Where(rule => rule.Kind == LaborRuleKind.ScheduleNotice).Select(rule => rule.Limit).DefaultIfEmpty(0).Max();
        return asked <= 0 ? usual : Math.Max(usual, (int)(Math.Ceiling(asked) + 2 * Math.Ceiling(asked / 5) + 2));
    }

    private static IEnumerable<Lever> RedeploymentTo(Scenario scenario, Shortage shortage, Team team, CandidateBreadth breadth)
    {
        if (shortage.Span(team) is not { } span)
            yield break;
        var sources = scenario.Network.Teams
            .Where(t => t.Id != team.Id)
            .Select(t => (Team: t, Free: FreeHeads(scenario, shortage, t, span.From)))
            .Where(s => s.Free >= 1)
            .OrderByDescending(s => s.Free)
            .Take(breadth.Sources);
        foreach (var (source, free) in sources)
        {
            var furlough = scenario.Furloughs.FirstOrDefault(f => f.Team == source.Id);
            var lever = new Redeployment { FromTeam = source.Id, ToTeam = team.Id, NoticeDays = furlough?.RecallNoticeDays ?? 3 };
            var needed = shortage.HoursShort(team) / (source.ContractHours * source.Shrinkage.Remaining()) * lever.HandleTimeFactor;
            foreach (var heads in breadth.Sizes.Select(s => Math.Min(free, Math.Ceiling(s * needed))).Where(h => h >= 1).Distinct())
                foreach (var from in Starts(scenario, span.From, lever.LeadDays(), breadth))
                    yield return lever with
                    {
                        Id = $"redeployment-{source.Id}-{team.Id}-{heads:0}-{from:yyyyMMdd}",
                        Heads = heads,
                        From = from,
                        Until = span.Until,
                    };
        }
    }

    private static IEnumerable<Lever> CallbackOf(Scenario scenario, Shortage shortage, Queue queue, CandidateBreadth breadth)
    {
        if (queue.Callback is not null || shortage.Span(queue) is not { } span)
            yield break;
        if (CallbackQueueFor(scenario.Network, queue) is not { } callback)
            yield break;
        var lever = new CallbackLever { Queue = queue.Id, CallbackQueue = callback.Id };
        foreach (var threshold in new[] { 120.0, 240.0 })
            foreach (var from in Starts(scenario, span.From, lever.LeadDays(), breadth))
                yield return lever with
                {
                    Id = $"callback-{queue.Id}-{threshold:0}-{from:yyyyMMdd}",
                    ThresholdSeconds = threshold,
                    From = from,
                    Until = span.Until,
                };
    }

    private static IEnumerable<Lever> DeflectionOf(Scenario scenario, Shortage shortage, CandidateBreadth breadth)
    {
        var queues = shortage.ShortQueues().Where(q => q.Channel != Channel.Callback).ToList();
        if (queues.Count == 0)
            yield break;
        var reasons = queues
            .SelectMany(q => ReasonsOf(scenario, q).Distinct().Select(r => (Reason: r, Missed: shortage.Missed(q.Id))))
            .GroupBy(r => r.Reason, r => r.Missed)
            .OrderByDescending(g => g.Sum())
            .Select(g => g.Key)
            .Take(breadth.Reasons);
        foreach (var reason in reasons)
        {
            var concerned = queues.Where(q => ReasonsOf(scenario, q).Contains(reason)).ToList();
            var spans = concerned.Select(shortage.Span).OfType<(LocalDate From, LocalDate Until)>().ToList();
            var lever = new Deflection { Reason = reason, OneOffCost = 12_000 };
            foreach (var share in new[] { 0.15, 0.30 })
                foreach (var from in Starts(scenario, spans.Min(s => s.From), lever.LeadDays(), breadth))
                    yield return lever with
                    {
                        Id = $"deflection-{reason}-{share * 100:0}-{from:yyyyMMdd}",
                        Share = share,
                        From = from,
                    };
        }
    }

    /// <summary>The starts around that which the shortage asks for, and where that is too late to decide, around the first one that still can be.</summary>
    internal static IEnumerable<LocalDate> Starts(Scenario scenario, LocalDate wanted, int leadDays, CandidateBreadth breadth)
    {
        var first = scenario.AsOf.PlusDays(leadDays);
        LocalDate[] around = wanted < first ? [wanted, first] : [wanted];
        return around
            .SelectMany(start => breadth.Shifts.Select(weeks => (weeks, Day: start.PlusWeeks(weeks))))
            .Where(start => start.Day == wanted || start.Day >= first && start.Day < scenario.End())
            .Select(start => start.Day).Distinct();
    }

    /// <summary>People on short-time work, and where there are none, those whom a quiet first week leaves without work.</summary>
    private static double FreeHeads(Scenario scenario, Shortage shortage, Team team, LocalDate from)
    {
        var furloughed = Math.Floor(FurloughShare(scenario, team.Id) * team.Headcount);
        if (furloughed >= 1)
            return furloughed;
        var week = Math.Max(0, NodaTime.Period.DaysBetween(scenario.Start, from) / 7);
        return Math.Floor(Math.Max(0, shortage.Idle(team.Id, week) - 0.4) * team.Headcount);
    }

    internal static double FurloughShare(Scenario scenario, string team) =>
        scenario.Furloughs.Where(f => f.Team == team).Select(f => f.Share).DefaultIfEmpty(0).Max();

    private static Queue? CallbackQueueFor(Network network, Queue queue)
    {
        var teams = network.Teams.Where(t => t.Skills.Any(s => s.Queue == queue.Id)).ToList();
        return network.Queues
            .Where(q => q.Channel == Channel.Callback)
            .OrderByDescending(q => teams.Count(t => t.Skills.Any(s => s.Queue == q.Id)))
            .FirstOrDefault();
    }

    private static IEnumerable<string> ReasonsOf(Scenario scenario, Queue queue) =>
        queue.Reasons.Select(r => r.Reason)
            .Concat(scenario.Cohorts.SelectMany(c => c.Contacts).Where(c => c.Queue == queue.Id).Select(c => c.Reason));
}
