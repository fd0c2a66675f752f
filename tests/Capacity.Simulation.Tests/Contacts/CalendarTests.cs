using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>The calendar gives events in the order of time, kind and entry, however near, far or crowded they are.</summary>
public sealed class CalendarTests
{
    static bool TakeUpTo(Calendar calendar, double moment, out Calendar.Entry entry)
    {
        calendar.Reach(moment);
        var isDue = calendar.Next <= moment;
        entry = isDue ? calendar.Take() : default;
        return isDue;
    }

    [Theory]
    [InlineData(10.0)]
    [InlineData(500.0)]
    [InlineData(20_000.0)]
    public void Events_come_in_order_of_time_kind_and_entry_while_new_ones_are_entered(double meanDelay)
    {
        var calendar = new Calendar(900, 40);
        var expected = new SortedSet<(double Time, EventKind Kind, uint Number)>();
        var stream = RandomStream.For(5, 0, StreamPurpose.Arrivals);
        void Enter(double now)
        {
            // Whole seconds make ties.
            var time = now + Math.Floor(stream.NextExponential(meanDelay));
            var kind = (EventKind)stream.NextIndex(8);
            expected.Add((time, kind, calendar.Add(time, kind, stream.NextIndex(1000))));
        }

        for (var i = 0; i < 100; i++)
            Enter(0);
        for (var interval = 0; interval < 400; interval++)
            while (TakeUpTo(calendar, (interval + 1) * 900.0 - 0.5, out var entry))
            {
                (entry.Time, entry.Kind, entry.Sequence).ShouldBe(expected.Min);
                expected.Remove(expected.Min);
                if (expected.Count < 200)
                    Enter(entry.Time);
            }

        expected.ShouldAllBe(left => left.Time >= 400 * 900.0);
    }

    [Fact]
    public void A_thousand_events_at_one_moment_come_in_the_order_of_their_entry()
    {
        var calendar = new Calendar(900, 10);
        for (var i = 0; i < 1000; i++)
            calendar.Add(1234.5, EventKind.ServiceEnds, i);

        TakeUpTo(calendar, 1234.4, out _).ShouldBeFalse();
        for (var i = 0; i < 1000; i++)
        {
            TakeUpTo(calendar, 1234.5, out var entry).ShouldBeTrue("the moment is included");
            entry.Index.ShouldBe(i);
        }
    }

    [Fact]
    public void What_is_asked_before_an_end_leaves_room_for_earlier_events_after_it()
    {
        var calendar = new Calendar(900, 10);
        calendar.Add(2000, EventKind.ServiceEnds, 1);
        TakeUpTo(calendar, 900, out _).ShouldBeFalse();
        calendar.Add(901, EventKind.ContactArrives, 2);

        TakeUpTo(calendar, 1800, out var first).ShouldBeTrue();
        first.Index.ShouldBe(2);
        TakeUpTo(calendar, 2700, out var second).ShouldBeTrue();
        second.Index.ShouldBe(1);
    }

    [Fact]
    public void The_next_event_is_known_as_soon_as_it_is_entered()
    {
        var calendar = new Calendar(900, 10);
        calendar.Next.ShouldBe(double.PositiveInfinity);
        calendar.Reach(900);
        foreach (var time in (double[])[850, 20, 300])
            calendar.Add(time, EventKind.ServiceEnds, (int)time);

        calendar.Next.ShouldBe(20);
        calendar.Take().Index.ShouldBe(20);
        calendar.Add(25, EventKind.ServiceEnds, 25);
        calendar.Next.ShouldBe(25);
    }
}
