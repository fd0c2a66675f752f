namespace Capacity.Simulation.Results;

/// <summary>Whether all queues together are normal, day by day and replication by replication: each stands as on its latest open day.</summary>
internal sealed class OverallRecovery(int replications, int days)
{
    readonly bool[][] _met = [.. Enumerable.Range(0, replications).Select(_ => Enumerable.Repeat(true, days).ToArray())];
    readonly bool[] _open = new bool[days];

    public void Add(int replication, int[] openDays, bool[] met)
    {
        var stands = true;
        for (int day = 0, place = 0; day < days; day++)
        {
            if (place < openDays.Length && openDays[place] == day)
            {
                _open[day] = true;
                stands = met[place++];
            }

            _met[replication][day] &= stands;
        }
    }

    /// <summary>Days on which some queue is open.</summary>
    public int[] OpenDays() => [.. Enumerable.Range(0, days).Where(day => _open[day])];

    /// <summary>For each of these days whether all goals are met.</summary>
    public bool[] Met(int replication, int[] openDays) => [.. openDays.Select(day => _met[replication][day])];
}
