namespace Capacity.Simulation.Models;

/// <summary>
/// A figure of a pool for each queue, 0 where it has no skill: by number in networks of up to 64 queues, else looked for among the pool's own,
/// so that memory grows with skills and not with pools times queues.
/// </summary>
internal sealed class SkillValues<T>
    where T : struct
{
    const int FewQueues = 64;
    readonly T[]? _byQueue;
    readonly int[] _queues;
    readonly T[] _values;

    /// <param name="queues">Number of the network's queues.</param>
    /// <param name="served">Queues that the pool serves.</param>
    /// <param name="valueOf">The figure of a queue that it serves.</param>
    public SkillValues(int queues, int[] served, Func<int, T> valueOf)
    {
        _queues = served;
        _values = [.. served.Select(valueOf)];
        if (queues > FewQueues)
            return;
        _byQueue = new T[queues];
        for (var i = 0; i < served.Length; i++)
            _byQueue[served[i]] = _values[i];
    }

    public T this[int queue] => _byQueue is { } all ? all[queue] : Find(queue);

    T Find(int queue)
    {
        for (var i = 0; i < _queues.Length; i++)
            if (_queues[i] == queue)
                return _values[i];
        return default;
    }
}
