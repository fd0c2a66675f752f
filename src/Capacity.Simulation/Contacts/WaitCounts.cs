using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Capacity.Domain.Kpis;
using Capacity.Simulation.Results;

namespace Capacity.Simulation.Contacts;

/// <summary>How long the contacts of one queue waited that were answered or gave up, by the day of their arrival.</summary>
/// <remarks>
/// Waits of one day end one after the other, so that its bins are at hand, and packed away when a wait of another day ends: only bins that
/// hold contacts take room, two bytes mostly.
/// </remarks>
internal sealed class WaitCounts
{
    readonly int[] _atHand = new int[EndedWaits.Bins];
    readonly List<byte> _packed = [];
    int _row = -1;

    public void Clear()
    {
        Array.Clear(_atHand);
        _packed.Clear();
        _row = -1;
    }

    /// <summary>Counts a wait.</summary>
    /// <param name="row">Where the sums of the contact's queue and day begin.</param>
    /// <param name="seconds">Its length, above 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int row, double seconds)
    {
        if (row != _row)
            TurnTo(row);
        _atHand[EndedWaits.BinOf(seconds)]++;
    }

    /// <summary>Packs what is at hand: the row, then for each bin that holds contacts how far it is from the one before and how many, then 0.</summary>
    void TurnTo(int row)
    {
        if (_row >= 0)
        {
            PackedSums.Write((ulong)_row, _packed);
            for (int bin = 0, before = -1; bin < _atHand.Length; bin++)
            {
                if (_atHand[bin] == 0)
                    continue;
                PackedSums.Write((ulong)(bin - before), _packed);
                PackedSums.Write((ulong)_atHand[bin], _packed);
                before = bin;
            }

            _packed.Add(0);
            Array.Clear(_atHand);
        }

        _row = row;
    }

    /// <summary>Adds the contacts by bin to rows that have room for them.</summary>
    /// <param name="sums">The sums to which the rows of <see cref="Add"/> belong.</param>
    /// <param name="rows">Rows by day.</param>
    /// <param name="width">Length of a row.</param>
    /// <param name="first">Where the bins begin in a row.</param>
    public void AddTo(Tallies sums, Span<long> rows, int width, int first)
    {
        TurnTo(-1);
        var packed = CollectionsMarshal.AsSpan(_packed);
        for (var at = 0; at < packed.Length;)
        {
            var day = sums.OwnerOf((int)PackedSums.Read(packed, ref at)).Day;
            var place = day * width + first - 1;
            for (var step = (int)PackedSums.Read(packed, ref at); step > 0; step = (int)PackedSums.Read(packed, ref at))
            {
                place += step;
                var count = (long)PackedSums.Read(packed, ref at);
                if (place < rows.Length)
                    rows[place] += count;
            }
        }
    }
}
