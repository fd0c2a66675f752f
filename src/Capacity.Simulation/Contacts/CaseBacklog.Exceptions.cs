namespace Capacity.Simulation.Contacts;

/// <summary>Cases that leave from the middle, and callbacks that return to their place after a call in vain.</summary>
internal sealed partial class CaseBacklog
{
    /// <summary>Takes out a case that is not served.</summary>
    public void Remove(int place, double arrival, double due)
    {
        var number = FirstDueFrom(due);
        while (this[number] != place)
            number++;
        for (var i = number; i > 0; i--)
            (_places[At(i)], _due[At(i)]) = (_places[At(i - 1)], _due[At(i - 1)]);
        _first = At(1);
        Count--;
        _overdue -= number < _overdue ? 1 : 0;
        _overdueAWeek -= number < _overdueAWeek ? 1 : 0;
        _arrivals = Count == 0 ? 0 : _arrivals - arrival;
    }

    /// <summary>Puts a case back before those that are due later.</summary>
    public void PutBack(int place, double arrival, double due)
    {
        if (Count == _places.Length)
            Grow();
        var number = FirstDueFrom(due);
        _first = At(-1);
        Count++;
        for (var i = 0; i < number; i++)
            (_places[At(i)], _due[At(i)]) = (_places[At(i + 1)], _due[At(i + 1)]);
        (_places[At(number)], _due[At(number)]) = (place, due);
        _overdue += number < _overdue ? 1 : 0;
        _overdueAWeek += number < _overdueAWeek ? 1 : 0;
        _arrivals += arrival;
    }

    int At(int number) => (_first + number) & (_places.Length - 1);

    /// <summary>The number of cases that are due before a moment.</summary>
    int FirstDueFrom(double due)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_due[At(middle)] < due)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
