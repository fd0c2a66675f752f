using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Planning.Candidates;

/// <summary>More people for a team that is short: its own called back from short-time work, new ones, and idle colleagues who learn its work.</summary>
internal static class PeopleLevers
{
    // Finding and training a temporary worker, and the shortest contract (assumptions, FIELD grade A); a permanent hire keeps the lever's defaults.
    private const int TemporaryFillDays = 10;
    private const int TemporaryTrainingDays = 15;
    private const int LeastContractDays = 28;

    /// <summary>Idle time that a team keeps when some of its people learn another queue.</summary>
    private const double KeptIdle = 0.4;

    public static IEnumerable<Lever> Of(Scenario scenario, Shortage shortage, Team team, CandidateBreadth breadth) =>
        shortage.Span(team) is { } span
            ? [.. RecallOf(scenario, shortage, team, span, breadth), .. HireOf(scenario, shortage, team, span, breadth), .. CrossTrainingFor(scenario, shortage, team, span, breadth)]
            : [];

    private static IEnumerable<Lever> RecallOf(Scenario scenario, Shortage shortage, Team team, (LocalDate From, LocalDate Until) span, CandidateBreadth breadth)
    {
        var away = Math.Floor(CandidateLevers.FurloughShare(scenario, team.Id) * team.Headcount);
        var lever = new Recall { Team = team.Id };
        if (scenario.Furloughs.FirstOrDefault(furlough => furlough.Team == team.Id) is { } known)
            lever = lever with { NoticeDays = known.RecallNoticeDays };
        foreach (var heads in Heads(shortage, team, 1, away, breadth))
            foreach (var from in CandidateLevers.Starts(scenario, span.From, lever.LeadDays(), breadth))
                yield return lever with { Id = $"recall-{team.Id}-{heads:0}-{from:yyyyMMdd}", Heads = heads, From = from, Until = span.Until };
    }

    private static IEnumerable<Lever> HireOf(Scenario scenario, Shortage shortage, Team team, (LocalDate From, LocalDate Until) span, CandidateBreadth breadth)
    {
        var permanent = new Hire { Team = team.Id };
        var temporary = permanent with { Contract = ContractKind.Temporary, FillDays = TemporaryFillDays, TrainingDays = TemporaryTrainingDays };
        var slow = team.Learning?.StartEfficiency ?? 1;
        foreach (var heads in Heads(shortage, team, slow, team.Headcount, breadth))
            foreach (var from in CandidateLevers.Starts(scenario, span.From, temporary.LeadDays(), breadth))
                yield return temporary with
                {
                    Id = $"temporary-{team.Id}-{heads:0}-{from:yyyyMMdd}", Heads = heads, From = from, Until = LocalDate.Max(span.Until, from.PlusDays(LeastContractDays)),
                };
        foreach (var heads in Heads(shortage, team, 1, team.Headcount, breadth).Take(1))
            foreach (var from in CandidateLevers.Starts(scenario, span.From, permanent.LeadDays(), breadth))
                yield return permanent with { Id = $"hire-{team.Id}-{heads:0}-{from:yyyyMMdd}", Heads = heads, From = from };
    }

    /// <summary>The idlest team without the skill learns the queue of the short team that misses most; who is on short-time work cannot.</summary>
    private static IEnumerable<Lever> CrossTrainingFor(Scenario scenario, Shortage shortage, Team team, (LocalDate From, LocalDate Until) span, CandidateBreadth breadth)
    {
        var queue = team.Skills.Select(skill => skill.Queue).OrderByDescending(shortage.Missed).FirstOrDefault();
        if (queue is null || shortage.Missed(queue) <= 0)
            yield break;
        var week = Math.Max(0, Period.DaysBetween(scenario.Start, span.From) / 7);
        var source = scenario.Network.Teams
            .Where(other => other.Id != team.Id && other.Skills.All(skill => skill.Queue != queue))
            .Select(other => (Team: other, Free: Math.Floor(Math.Max(0, shortage.Idle(other.Id, week) - KeptIdle)
                * other.Headcount * (1 - CandidateLevers.FurloughShare(scenario, other.Id)))))
            .Where(other => other.Free >= 1).OrderByDescending(other => other.Free).FirstOrDefault();
        if (source.Team is null)
            yield break;
        var lever = new CrossTraining { Team = source.Team.Id, Queue = queue };
        foreach (var heads in Heads(shortage, team, 1 / lever.HandleTimeFactor, source.Free, breadth))
            foreach (var from in CandidateLevers.Starts(scenario, span.From, lever.LeadDays(), breadth))
                yield return lever with { Id = $"training-{source.Team.Id}-{queue}-{heads:0}-{from:yyyyMMdd}", Heads = heads, From = from };
    }

    /// <summary>Heads for half, all and twice the hours that a team lacks, at a speed, no more than there are.</summary>
    private static IEnumerable<double> Heads(Shortage shortage, Team team, double efficiency, double most, CandidateBreadth breadth)
    {
        var needed = shortage.HoursShort(team) / (team.ContractHours * team.Shrinkage.Remaining() * efficiency);
        return breadth.Sizes.Select(size => Math.Min(most, Math.Ceiling(size * needed))).Where(heads => heads >= 1).Distinct();
    }
}
