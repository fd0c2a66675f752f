namespace Capacity.ActorRuntime.Embedded;

/// <summary>The calls of one activation that are not finished, and which of them may start; the activation's lock guards it.</summary>
internal sealed class CallQueue(bool isReentrant)
{
    private readonly Queue<GrainCall> _exclusive = new();
    private readonly Queue<GrainCall> _readOnly = new();
    private readonly Queue<GrainCall> _interleaving = new();
    private GrainCall? _first;
    private long _numbers;
    private int _blocking;
    private bool _blockedByWriter;

    /// <summary>Calls that have begun and not ended.</summary>
    public int Running { get; private set; }

    public bool IsEmpty => _first is null;

    public void Add(GrainCall call)
    {
        if (isReentrant)
        {
            call.Mixing = CallMixing.Interleaving;
        }

        call.Number = _numbers++;
        call.Following = _first;
        if (_first is not null)
        {
            _first.Previous = call;
        }

        _first = call;
        QueueOf(call.Mixing).Enqueue(call);
    }

    /// <summary>Takes the next call that may begin now.</summary>
    public GrainCall? Start()
    {
        while (Choose() is { } queue)
        {
            var call = queue.Dequeue();
            if (call.IsAnswered)
            {
                Unlink(call);
                continue;
            }

            Running++;
            if (call.Mixing != CallMixing.Interleaving)
            {
                _blocking++;
                _blockedByWriter = call.Mixing == CallMixing.Exclusive;
            }

            return call;
        }

        return null;
    }

    public void Finish(GrainCall call)
    {
        Running--;
        if (call.Mixing != CallMixing.Interleaving)
        {
            _blocking--;
        }

        Unlink(call);
    }

    /// <summary>Takes out every call that has not begun, in the order of arrival.</summary>
    public GrainCall[] TakeWaiting()
    {
        var waiting = _exclusive.Concat(_readOnly).Concat(_interleaving).OrderBy(call => call.Number).ToArray();
        _exclusive.Clear();
        _readOnly.Clear();
        _interleaving.Clear();
        Array.ForEach(waiting, Unlink);
        return waiting;
    }

    /// <summary>The calls whose time is up and that still have somebody waiting.</summary>
    public List<GrainCall>? Expired(long now)
    {
        List<GrainCall>? expired = null;
        for (var call = _first; call is not null; call = call.Following)
        {
            if (call.Deadline <= now && !call.IsAnswered)
            {
                (expired ??= []).Add(call);
            }
        }

        return expired;
    }

    private Queue<GrainCall>? Choose()
    {
        if (_interleaving.Count > 0)
        {
            return _interleaving;
        }

        if (_blocking > 0)
        {
            return !_blockedByWriter && _readOnly.Count > 0 ? _readOnly : null;
        }

        if (!_exclusive.TryPeek(out var exclusive))
        {
            return _readOnly.Count > 0 ? _readOnly : null;
        }

        return _readOnly.TryPeek(out var readOnly) && readOnly.Number < exclusive.Number ? _readOnly : _exclusive;
    }

    private Queue<GrainCall> QueueOf(CallMixing mixing) => mixing switch
    {
        CallMixing.Interleaving => _interleaving,
        CallMixing.ReadOnly => _readOnly,
        _ => _exclusive,
    };

    private void Unlink(GrainCall call)
    {
        if (call.Previous is { } previous)
        {
            previous.Following = call.Following;
        }
        else
        {
            _first = call.Following;
        }

        if (call.Following is { } following)
        {
            following.Previous = call.Previous;
        }

        call.Previous = call.Following = null;
    }
}
