using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>The contacts of an interval come in the order of their moments, however many they are and however they crowd.</summary>
public sealed class ArrivalBatchTests
{
    readonly ArrivalBatch _batch = new([]);
    readonly FreshCounts _counts = new(0);
    readonly ContactStore _contacts = new();
    readonly List<(double Moment, int Place)> _later = [];

    List<int> Sorted(double start, double length, IReadOnlyList<double> moments)
    {
        _batch.Clear();
        for (var place = 0; place < moments.Count; place++)
            _batch.Add(place, 0, 0, moments[place]);
        _batch.Sort(start, length, _counts, _contacts, (moment, place) => _later.Add((moment, place)));
        var order = new List<int>();
        while (_batch.NextMoment < double.PositiveInfinity)
            order.Add(_batch.Take());
        return order;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(500, 0)]
    [InlineData(100, 40)]
    [InlineData(3000, 0.25)]
    public void They_come_by_time_and_at_equal_times_by_entry(int count, double step)
    {
        var stream = RandomStream.For(8, 0, StreamPurpose.Arrivals);
        var moments = new double[count];
        for (var i = 0; i < count; i++)
            moments[i] = 7200 + (step > 0 ? step * stream.NextIndex((int)(900 / step)) : 900 * stream.NextUnit());

        Sorted(7200, 900, moments).ShouldBe(Enumerable.Range(0, count).OrderBy(place => moments[place]));
    }

    [Fact]
    public void What_comes_at_the_end_of_the_interval_or_later_is_given_back_and_what_is_early_comes_first()
    {
        Sorted(900, 900, [1800, 1000, 899.9999, 2000]).ShouldBe([2, 1]);
        _later.ShouldBe([(1800, 0), (2000, 3)]);
    }
}
