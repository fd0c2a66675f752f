using System.Runtime.CompilerServices;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using NodaTime;

namespace Capacity.Domain.Supply;

/// <summary>
/// The stock and flow of a team's people week by week: cohorts by contract and week of tenure age, leave and are joined by classes of
/// newcomers after their training (stages with efficiency and attrition as in Gans &amp; Zhou 2002, Operations Research 50:991).
/// </summary>
internal static class StaffFlow
{
    /// <summary>The people of consecutive weeks.</summary>
    /// <param name="team">The team at the start.</param>
    /// <param name="hires">The classes that join it.</param>
    /// <param name="start">The first Monday.</param>
    /// <param name="weeks">How many weeks.</param>
    /// <param name="attritionFactor">Multiplies the team's yearly attrition: 1 leaves it as it is.</param>
    public static TeamSupply[] Of(Team team, IEnumerable<Hire> hires, LocalDate start, int weeks, double attritionFactor = 1)
    {
        var tenure = TenureTable.Of(team, attritionFactor);
        List<StaffStock> stocks =
        [
            .. team.Contracts.DefaultIfEmpty(new Contract()).Select(contract => StaffStock.Of(team, contract, tenure, start)),
            .. hires.Select(hire => StaffStock.Of(team, hire, tenure, start)),
        ];
        var result = new TeamSupply[weeks];
        var atStart = stocks.Sum(stock => stock.Heads);
        for (var week = 0; week < weeks; week++)
        {
            var sums = new StaffSums();
            foreach (var stock in stocks)
                stock.Pass(7 * week, ref sums);
            result[week] = sums.Supply(atStart);
            atStart = result[week].HeadsAtEnd;
        }
        return result;
    }
}

/// <summary>Heads with one contract, or one class of newcomers: cohorts of the same tenure, which grow older together.</summary>
internal sealed class StaffStock
{
    private readonly TenureTable _tenure;

    // Cohorts by week of tenure, the youngest first: few, whatever the number of weeks. Arrays, because this is the inner loop of a long plan.
    private int[] _weeks = new int[4];
    private double[] _heads = new double[4];
    private int _cohorts;
    private readonly double _hours;
    private readonly double _cost;

    // Days from the start: of the contract's end, and of a class's first day of training and of service; other contracts have neither.
    private readonly int _until;
    private readonly int _begins;
    private readonly int _serves;
    private readonly double _class;
    private double _trainees;
    private double _arrived;

    private StaffStock(TenureTable tenure, Team team, double? hours, double? cost, LocalDate? until, Hire? hire, LocalDate start)
    {
        _tenure = tenure;
        _hours = hours ?? team.ContractHours;
        _cost = cost ?? team.HourlyCost;
        _until = until is { } end ? Days(start, end) : int.MaxValue;
        (_class, _begins, _serves) = hire is null ? (0, -1, -1) : (hire.Heads, Days(start, hire.Begins()), Days(start, hire.From));
    }

    public double Heads => Trained() + _trainees + _arrived;

    /// <summary>Those who are there at the start.</summary>
    public static StaffStock Of(Team team, Contract contract, TenureTable tenure, LocalDate start)
    {
        var stock = new StaffStock(tenure, team, contract.HoursPerWeek, contract.HourlyCost, contract.Until, null, start);
        var heads = team.Headcount * contract.Share;
        var experienced = heads;
        foreach (var part in team.Tenure)
        {
            stock.Put(tenure.WeekOf(part.Months), heads * part.Share);
            experienced -= heads * part.Share;
        }
        stock.Put(tenure.Weeks - 1, Math.Max(0, experienced));
        return stock;
    }

    /// <summary>A class of newcomers; one that began before the first week is there already, with the tenure it has by then.</summary>
    public static StaffStock Of(Team team, Hire hire, TenureTable tenure, LocalDate start)
    {
        var stock = new StaffStock(tenure, team, hire.HoursPerWeek, hire.HourlyCost, hire.Until, hire, start);
        if (stock._serves < 0)
            stock.Put(Math.Min(tenure.Weeks - 1, -stock._serves / 7), hire.Heads);
        else if (stock._begins < 0)
            stock._trainees = hire.Heads;
        return stock;
    }

    /// <summary>One week, by its Monday in days from the start: newcomers begin, learn and arrive; all work, and at its end some leave and the
    /// others grow a week older.</summary>
    public void Pass(int monday, ref StaffSums sums)
    {
        if (_serves >= monday)
            Train(monday, ref sums);
        var there = _trainees + _arrived + WorkAll(ref sums);
        if (there == 0)
            return;
        if (_until <= monday + 7)
            Clear();
        else
            Age();
        sums.Left(there, Heads);
    }

    /// <summary>Counts the work of those who are trained; returns their heads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double WorkAll(ref StaffSums sums)
    {
        double heads = 0, effective = 0, settled = 0;
        var (efficiency, settling) = (_tenure.Efficiency, _tenure.Settling);
        for (var i = 0; i < _cohorts; i++)
        {
            heads += _heads[i];
            effective += _heads[i] * efficiency[_weeks[i]];
            settled += _heads[i] * settling[_weeks[i]];
        }
        if (heads > 0)
            sums.Work(heads, _hours, _cost, effective, settled);
        return heads;
    }

    private void Train(int monday, ref StaffSums sums)
    {
        if (_begins >= monday && _begins < monday + 7)
        {
            _trainees = _class;
            sums.Joined(_class);
        }
        if (_trainees == 0)
            return;
        var from = Math.Clamp(_serves - monday, 0, 7);
        sums.Learn(_trainees * (from - Math.Clamp(_begins - monday, 0, from)) / 7, _hours, _cost);
        if (from == 7)
            return;
        if (from == 0)
            Put(0, _trainees);
        else
        {
            var part = _trainees * (7 - from) / 7;
            sums.Work(part, _hours, _cost, part * _tenure.Efficiency[0], part * _tenure.Settling[0]);
            _arrived = _trainees;
        }
        _trainees = 0;
    }

    /// <summary>Some of each cohort stay and are a week older; those of the last week of tenure stay in it, and who reaches it joins them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Age()
    {
        var (last, staying) = (_tenure.Weeks - 1, _tenure.Staying);
        for (var i = 0; i < _cohorts; i++)
        {
            _heads[i] *= staying[_weeks[i]];
            _weeks[i] = Math.Min(last, _weeks[i] + 1);
        }
        if (_cohorts > 1 && _weeks[_cohorts - 2] == last)
            _heads[--_cohorts - 1] += _heads[_cohorts];
        Put(0, _arrived * staying[0]);
        _arrived = 0;
        _trainees *= staying[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Trained()
    {
        var heads = 0.0;
        for (var i = 0; i < _cohorts; i++)
            heads += _heads[i];
        return heads;
    }

    private void Put(int week, double heads)
    {
        if (heads <= 0)
            return;
        var at = 0;
        while (at < _cohorts && _weeks[at] < week)
            at++;
        if (at < _cohorts && _weeks[at] == week)
        {
            _heads[at] += heads;
            return;
        }
        if (_cohorts == _weeks.Length)
        {
            Array.Resize(ref _weeks, 2 * _cohorts);
            Array.Resize(ref _heads, 2 * _cohorts);
        }
        Array.Copy(_weeks, at, _weeks, at + 1, _cohorts - at);
        Array.Copy(_heads, at, _heads, at + 1, _cohorts - at);
        (_weeks[at], _heads[at]) = (week, heads);
        _cohorts++;
    }

    private void Clear() => (_cohorts, _trainees, _arrived) = (0, 0, 0);

    private static int Days(LocalDate from, LocalDate until) => Period.DaysBetween(from, until);
}

/// <summary>Sums over the stocks of a team in one week.</summary>
internal struct StaffSums
{
    private double _joined, _left, _trained, _learning, _trainedHours, _learningHours, _trainedCost, _learningCost, _effective, _settled;
    private double _hours = double.NaN;
    private double _cost = double.NaN;
    private bool _mixed;

    public StaffSums()
    {
    }

    public void Joined(double heads) => _joined += heads;

    public void Left(double before, double after) => _left += before - after;

    /// <param name="heads">People who work.</param>
    /// <param name="hours">Contract hours of each.</param>
    /// <param name="cost">Cost of an hour.</param>
    /// <param name="effective">Heads × efficiency.</param>
    /// <param name="settled">Heads × efficiency × resolution.</param>
    public void Work(double heads, double hours, double cost, double effective, double settled)
    {
        _mixed |= _trained > 0 && (hours != _hours || cost != _cost);
        (_hours, _cost) = (hours, cost);
        _trained += heads;
        _trainedHours += heads * hours;
        _trainedCost += heads * hours * cost;
        _effective += hours * effective;
        _settled += hours * settled;
    }

    public void Learn(double heads, double hours, double cost)
    {
        _learning += heads;
        _learningHours += heads * hours;
        _learningCost += heads * hours * cost;
    }

    public readonly TeamSupply Supply(double atStart) => new()
    {
        HeadsAtStart = atStart,
        HeadsAtEnd = atStart + _joined - _left,
        Joiners = _joined,
        Leavers = _left,
        Trained = _trained,
        InTraining = _learning,
        TrainedHours = _trainedHours,
        TrainingHours = _learningHours,
        TrainedCost = _trainedCost,
        TrainingCost = _learningCost,
        HoursPerHead = _mixed ? _trainedHours / _trained : _hours,
        CostPerHour = _mixed ? _trainedCost / _trainedHours : _cost,
        Efficiency = _trainedHours > 0 ? _effective / _trainedHours : 1,
        Resolution = _effective > 0 ? _settled / _effective : 1,
    };
}
