namespace Capacity.Numerics.Queueing;

/// <summary>Work that may wait until a date: mail, files, refunds.</summary>
/// <param name="Released">Interval at whose start the work is there.</param>
/// <param name="Due">Interval by whose end it is due, <paramref name="Released"/> or later.</param>
/// <param name="Work">Agent-hours, zero or above.</param>
public sealed record DeferredJob(int Released, int Due, double Work);

/// <summary>One interval of deferred work.</summary>
/// <param name="Worked">Agent-hours done.</param>
/// <param name="Backlog">Agent-hours left at the interval's end.</param>
/// <param name="TurnedLate">Agent-hours left that were due by the interval's end, and by no earlier one.</param>
/// <param name="OldestAge">Intervals since the release of the oldest work left; 0 when none is.</param>
public sealed record DeferredInterval(double Worked, double Backlog, double TurnedLate, int OldestAge);

/// <summary>
/// Agents for work with due dates, where Erlang C is the wrong formula: what has to be done by when, over the open hours until then; the
/// earliest due date first.
/// </summary>
/// <remarks>
/// Earliest due date first meets every date if any order does: J. R. Jackson 1955; for work that arrives over time W. Horn, Naval Research
/// Logistics Quarterly 21:177, 1974, whose condition is Σ work released from s on and due by t ≤ n·hours(s..t) for all s ≤ t. Fluid: work is
/// divisible and known in hours, so that it is right for tens of jobs an interval and more and optimistic below; agents are fractional and
/// rounding is for whoever writes a schedule. Cost: O(intervals · (intervals + jobs)).
/// </remarks>
public static class DeferredWork
{
    const string Where = "Deferred work";

    /// <summary>The one number of agents, constant over all intervals, that meets every due date: Horn's condition.</summary>
    /// <param name="jobs">The work.</param>
    /// <param name="openHours">Open hours of each interval, zero or above.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or work is due before any open hour.</exception>
    public static double ConstantAgents(IReadOnlyList<DeferredJob> jobs, IReadOnlyList<double> openHours)
    {
        RefuseNonsense(jobs, openHours);
        var most = 0.0;
        for (var s = 0; s < openHours.Count; s++)
        {
            var due = new double[openHours.Count];
            foreach (var job in jobs)
                if (job.Released >= s) due[job.Due] += job.Work;
            most = Math.Max(most, Steepest(due, openHours, s));
        }

        return most;
    }

    /// <summary>
    /// The fewest agents in each interval for the work at hand, not knowing what will be released later: the largest, over dates, of work
    /// due by then over open hours until then. Meets every due date.
    /// </summary>
    /// <param name="jobs">The work.</param>
    /// <param name="openHours">Open hours of each interval, zero or above.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or work is due before any open hour.</exception>
    public static double[] AgentsByInterval(IReadOnlyList<DeferredJob> jobs, IReadOnlyList<double> openHours)
    {
        RefuseNonsense(jobs, openHours);
        var agents = new double[openHours.Count];
        var due = new double[openHours.Count];
        for (var s = 0; s < agents.Length; s++)
        {
            foreach (var job in jobs)
                if (job.Released == s) due[job.Due] += job.Work;
            if (openHours[s] == 0) continue;
            agents[s] = Steepest(due, openHours, s);
            var hours = agents[s] * openHours[s];
            for (var t = s; t < due.Length && hours > 0; t++)
            {
                var done = Math.Min(hours, due[t]);
                (hours, due[t]) = (hours - done, due[t] - done);
            }
        }

        return agents;
    }

    /// <summary>What given agents do with the work, the earliest due date first, late work before all.</summary>
    /// <param name="jobs">The work.</param>
    /// <param name="agents">Agents of each interval, zero or above.</param>
    /// <param name="openHours">Open hours of each interval, zero or above.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or work is due before any open hour.</exception>
    public static IReadOnlyList<DeferredInterval> Serve(
        IReadOnlyList<DeferredJob> jobs, IReadOnlyList<double> agents, IReadOnlyList<double> openHours)
    {
        RefuseNonsense(jobs, openHours);
        ArgumentNullException.ThrowIfNull(agents);
        if (agents.Count != openHours.Count)
            throw new QueueRefusedException($"{Where}: there are {agents.Count} numbers of agents for {openHours.Count} intervals; give one each.");
        var order = jobs.OrderBy(job => job.Due).ThenBy(job => job.Released).ToArray();
        var left = order.Select(job => job.Work).ToArray();
        var intervals = new List<DeferredInterval>();
        for (var i = 0; i < agents.Count; i++)
        {
            QueueRefusedException.UnlessNotNegative(Where, "number of agents", agents[i]);
            var hours = agents[i] * openHours[i];
            double worked = 0, backlog = 0, late = 0;
            var oldest = 0;
            for (var j = 0; j < order.Length; j++)
            {
                if (order[j].Released > i || left[j] == 0) continue;
                var done = Math.Min(left[j], hours - worked);
                worked += done;
                left[j] -= done;
                if (left[j] == 0) continue;
                backlog += left[j];
                if (order[j].Due == i) late += left[j];
                oldest = Math.Max(oldest, i + 1 - order[j].Released);
            }

            intervals.Add(new DeferredInterval(worked, backlog, late, oldest));
        }

        return intervals;
    }

    /// <summary>The largest over t of the work due from s to t over the open hours from s to t.</summary>
    static double Steepest(double[] due, IReadOnlyList<double> openHours, int s)
    {
        double work = 0, hours = 0, most = 0;
        for (var t = s; t < due.Length; t++)
        {
            (work, hours) = (work + due[t], hours + openHours[t]);
            if (hours > 0) most = Math.Max(most, work / hours);
        }

        return most;
    }

    static void RefuseNonsense(IReadOnlyList<DeferredJob> jobs, IReadOnlyList<double> openHours)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(openHours);
        var opened = new double[openHours.Count + 1];
        for (var i = 0; i < openHours.Count; i++)
        {
            QueueRefusedException.UnlessNotNegative(Where, "open hours of an interval", openHours[i]);
            opened[i + 1] = opened[i] + openHours[i];
        }

        foreach (var job in jobs)
        {
            QueueRefusedException.UnlessNotNegative(Where, "work of a job in hours", job.Work);
            QueueRefusedException.Unless(job.Released >= 0 && job.Released < openHours.Count, Where, "interval of release", job.Released,
                $"from 0 to {openHours.Count - 1}, the last interval");
            QueueRefusedException.Unless(job.Due >= job.Released && job.Due < openHours.Count, Where, "interval a job is due", job.Due,
                $"from its release ({job.Released}) to the last interval ({openHours.Count - 1}); leave out what is due later, or add intervals");
            QueueRefusedException.Unless(job.Work == 0 || opened[job.Due + 1] > opened[job.Released], Where, "interval a job is due", job.Due,
                $"after an open hour: nothing is open from its release ({job.Released}) on; move the date or open earlier");
        }
    }
}
