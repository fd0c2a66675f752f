using Capacity.Domain.Kpis;

namespace Capacity.Simulation.Contacts;

/// <summary>
/// Open cases of a deferred queue, in order of their due times. That is the order of arrival too, since one queue's due time never
/// falls as arrival rises: a ring is enough for earliest-due-first, and the overdue cases are its beginning.
/// </summary>
internal sealed partial class CaseBacklog
{
    const double WeekSeconds = 7 * 86400.0;
    int[] _places = new int[256];
    double[] _due = new double[256];
    int _first;
    int _overdue;
    int _overdueAWeek;
    double _arrivals;

    public int Count { get; private set; }

    public void Clear()
    {
        Count = _first = _overdue = _overdueAWeek = 0;
        _arrivals = 0;
    }

    public void Add(int place, double arrival, double due)
    {
        if (Count == _places.Length)
            Grow();
        var at = (_first + Count++) & (_places.Length - 1);
        _places[at] = place;
        _due[at] = due;
        _arrivals += arrival;
    }

    /// <summary>The case that is due first.</summary>
    public int Oldest => _places[_first];

    /// <summary>Removes the case that is due first and returns its due time.</summary>
    public double Take(double arrival)
    {
        var due = _due[_first];
        _first = (_first + 1) & (_places.Length - 1);
        Count--;
        _overdue = Math.Max(0, _overdue - 1);
        _overdueAWeek = Math.Max(0, _overdueAWeek - 1);
        _arrivals = Count == 0 ? 0 : _arrivals - arrival;
        return due;
    }

    /// <summary>The n-th open case in order of due times.</summary>
    public int this[int number] => _places[(_first + number) & (_places.Length - 1)];

    /// <summary>Cases that are past due, and those among them that are past due by a week or more.</summary>
    public (int Overdue, int OverdueAWeek) OverdueAt(double now)
    {
        while (_overdue < Count && _due[(_first + _overdue) & (_places.Length - 1)] <= now)
            _overdue++;
        while (_overdueAWeek < _overdue && _due[(_first + _overdueAWeek) & (_places.Length - 1)] <= now - WeekSeconds)
            _overdueAWeek++;
        return (_overdue, _overdueAWeek);
    }

    /// <summary>Sum of the ages of all open cases in seconds.</summary>
    public double AgeAt(double now) => Math.Max(0, Count * now - _arrivals);

    /// <summary>Counts the open cases by bin of age.</summary>
    /// <param name="contacts">Where the cases are.</param>
    /// <param name="now">The moment.</param>
    /// <param name="inOrder">The oldest come first, so that a bin's end is found by halving; otherwise one by one.</param>
    /// <param name="bins">Receives the counts.</param>
    public void CountAges(ContactStore contacts, double now, bool inOrder, Span<long> bins)
    {
        for (var number = 0; number < Count;)
        {
            var bin = BacklogAges.BinOf(now - contacts[this[number]].Arrival);
            var next = number + 1;
            for (var high = inOrder ? Count : next; next < high;)
            {
                var middle = (next + high) >>> 1;
                if (BacklogAges.BinOf(now - contacts[this[middle]].Arrival) >= bin)
                    next = middle + 1;
                else
                    high = middle;
            }

            bins[bin] += next - number;
            number = next;
        }
    }

    void Grow()
    {
        var size = _places.Length;
        var places = new int[2 * size];
        var due = new double[2 * size];
        for (var i = 0; i < size; i++)
        {
            places[i] = _places[(_first + i) & (size - 1)];
            due[i] = _due[(_first + i) & (size - 1)];
        }

        (_places, _due, _first) = (places, due, 0);
    }
}
