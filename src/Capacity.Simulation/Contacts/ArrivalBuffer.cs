namespace Capacity.Simulation.Contacts;

/// <summary>Contacts that come within one interval, sorted by time before the interval begins.</summary>
internal sealed class ArrivalBuffer
{
    double[] _times = new double[256];
    int[] _places = new int[256];
    int _count;
    int _next;

    /// <summary>Time of the next contact; infinite when all have come.</summary>
    public double NextTime { get; private set; } = double.PositiveInfinity;

    public void Clear()
    {
        _count = _next = 0;
        NextTime = double.PositiveInfinity;
    }

    public void Add(double time, int place)
    {
        if (_count == _times.Length)
        {
            Array.Resize(ref _times, 2 * _count);
            Array.Resize(ref _places, 2 * _count);
        }

        _times[_count] = time;
        _places[_count++] = place;
    }

    public void Sort()
    {
        Array.Sort(_times, _places, 0, _count);
        NextTime = _count > 0 ? _times[0] : double.PositiveInfinity;
    }

    public int Take()
    {
        var place = _places[_next++];
        NextTime = _next < _count ? _times[_next] : double.PositiveInfinity;
        return place;
    }
}
