using System.Runtime.Intrinsics;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>Draws made for many contacts at once are those of each contact alone.</summary>
public sealed class ContactDrawsTests
{
    readonly ContactDraws _draws = new(3, 14);

    [Fact]
    public void Pairs_of_many_contacts_are_the_pairs_of_each()
    {
        var keys = new ulong[24];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ContactDraws.FreshKey(5, 77, i);
        var (first, second) = (new double[keys.Length], new double[keys.Length]);
        var (third, fourth) = (new double[keys.Length], new double[keys.Length]);

        _draws.Pairs(StreamPurpose.HandleTime, StreamPurpose.Resolution, keys, 19, (first, second), (third, fourth));

        for (var i = 0; i < 19; i++)
        {
            (first[i], second[i]).ShouldBe(_draws.Pair(StreamPurpose.HandleTime, keys[i]), $"contact {i}");
            (third[i], fourth[i]).ShouldBe(_draws.Pair(StreamPurpose.Resolution, keys[i]), $"contact {i}");
        }
    }

    [Fact]
    public void Numbers_of_many_queues_are_the_number_of_each()
    {
        var units = new double[12];

        _draws.Units(StreamPurpose.Volume, 4321, units);

        for (var queue = 0; queue < units.Length; queue++)
            units[queue].ShouldBe(_draws.Unit(StreamPurpose.Volume, queue, 4321), $"queue {queue}");
    }

    [Fact]
    public void Eight_numbers_mixed_at_once_give_the_keys_of_each()
    {
        var mixed = ContactDraws.Mix(Vector512.Create(ContactDraws.FreshNumber(5, 77, 3)) + Vector512<ulong>.Indices);

        for (var i = 0; i < 8; i++)
            mixed[i].ShouldBe(ContactDraws.FreshKey(5, 77, 3 + i), $"contact {3 + i}");
    }
}
