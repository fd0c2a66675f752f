using Capacity.Forecasting.Persons;
using Capacity.Numerics.Randomness;

namespace Capacity.Forecasting.Tests.Persons;

/// <summary>A small simulator of persons who call a team with few lines, give up or find them busy, and call again by a known law.</summary>
internal sealed class CallingPersons(RedialLaw law, int agents, int lines, double load, ulong seed)
{
    private const double HandleMinutes = 5, PatienceMinutes = 3, IntervalMinutes = 30;

    private readonly PriorityQueue<(int Kind, int Attempt, int Call), double> _events = new();
    private readonly List<int> _waiting = [];
    private readonly List<(int Interval, int Attempt)> _calls = [];
    private RandomStream _stream = RandomStream.For(seed, 0, StreamPurpose.Arrivals);
    private double _now;
    private int _busy;

    public int Persons { get; private set; }

    /// <summary>Half-hour counts of so many days of 24 hours, after which nobody new calls and nobody is cut off.</summary>
    public AttemptCounts[] Run(int days)
    {
        var counts = new (double Attempts, double Answered, double Blocked)[days * 48];
        Plan(0, 0, -1, 0);
        while (_events.TryDequeue(out var what, out _now) && _now < days * 1440.0)
        {
            if (what.Kind == 0)
            {
                Plan(0, 0, -1, _stream.NextExponential(HandleMinutes / agents / load));
                Persons++;
                Attempt(1, counts);
            }
            else if (what.Kind == 1)
                Attempt(what.Attempt, counts);
            else if (what.Kind == 2)
                Finish(counts);
            else if (_waiting.Remove(what.Call))
                Again(_calls[what.Call].Attempt, law.AfterAbandonment);
        }
        return [.. counts.Select(count => new AttemptCounts(count.Attempts, count.Answered, count.Blocked))];
    }

    private void Attempt(int number, (double Attempts, double Answered, double Blocked)[] counts)
    {
        var interval = (int)(_now / IntervalMinutes);
        counts[interval].Attempts++;
        if (_busy < agents)
            Answer(interval, counts);
        else if (_busy + _waiting.Count < lines)
        {
            _calls.Add((interval, number));
            _waiting.Add(_calls.Count - 1);
            Plan(3, number, _calls.Count - 1, _stream.NextExponential(PatienceMinutes));
        }
        else
        {
            counts[interval].Blocked++;
            Again(number, law.AfterBlocking);
        }
    }

    private void Answer(int interval, (double Attempts, double Answered, double Blocked)[] counts)
    {
        _busy++;
        counts[interval].Answered++;
        Plan(2, 0, -1, _stream.NextExponential(HandleMinutes));
    }

    private void Finish((double Attempts, double Answered, double Blocked)[] counts)
    {
        _busy--;
        if (_waiting.Count == 0)
            return;
        var call = _waiting[0];
        _waiting.RemoveAt(0);
        Answer(_calls[call].Interval, counts);
    }

    private void Again(int number, double probability)
    {
        if (number < law.MostAttempts && _stream.NextBernoulli(probability))
            Plan(1, number + 1, -1, _stream.NextExponential(_stream.NextBernoulli(law.SoonShare) ? law.SoonMeanMinutes : law.LateMeanMinutes));
    }

    private void Plan(int kind, int attempt, int call, double delay) => _events.Enqueue((kind, attempt, call), _now + delay);
}
