using System.Runtime.Intrinsics;
using Capacity.Numerics.Randomness;

namespace Capacity.Numerics.Tests.Randomness;

public class RandomStreamTests
{
    /// <summary>Known answers published with the generator (Random123, Salmon et al. 2011).</summary>
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0xe169c58d6627e8d5UL, 0x9b00dbd8bc57ac4cUL)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41c83b0e408f276dUL, 0x6d5451fda20bc7c6UL)]
    [InlineData(0x299f31d0a4093822UL, 0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0x94fdccebd16cfe09UL, 0x24126ea15001e420UL)]
    public void Philox_gives_the_published_answers(ulong key, ulong low, ulong high, ulong first, ulong second)
    {
        Philox.Block(key, low, high).ShouldBe((first, second));
        Philox.BlockInWords(key, low, high).ShouldBe((first, second));
        var (lanesFirst, lanesSecond) = Philox.Block(key, Vector256.Create(low, 1, 2, low), Vector256.Create(high, 3, 4, high));
        (lanesFirst[0], lanesSecond[3]).ShouldBe((first, second));
        (lanesFirst[2], lanesSecond[2]).ShouldBe(Philox.Block(key, 2, 4));
    }

    [Fact]
    public void Blocks_of_two_streams_side_by_side_are_those_of_each()
    {
        const ulong key = 0x299f31d0a4093822UL;
        const ulong one = 0x7_FFFF_FFFFUL;
        const ulong other = ulong.MaxValue - 1;
        var position = Vector256.Create(0, 1, 0xFFFF_FFFEUL, ulong.MaxValue);
        Philox.BlockPair(key, position, one, other, out var first, out var second, out var third, out var fourth);
        for (var lane = 0; lane < 4; lane++)
        {
            (first[lane], second[lane]).ShouldBe(Philox.Block(key, position[lane], one));
            (third[lane], fourth[lane]).ShouldBe(Philox.Block(key, position[lane], other));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xFFFFFFFEUL)]
    [InlineData(ulong.MaxValue)]
    public void Streams_side_by_side_give_the_blocks_of_each(ulong position)
    {
        const ulong key = 0x299f31d0a4093822UL;
        var number = Vector512.Create(1UL, 2, 3, 1UL << 40, 5, ulong.MaxValue, 7, 8);
        foreach (var half in (Vector256<ulong>[])[number.GetLower(), number.GetUpper()])
        {
            Philox.Blocks(Philox.RoundKeys(key), position, half, out var a, out var b, out var c, out var d);
            for (var lane = 0; lane < 4; lane++)
            {
                (a[lane], b[lane]).ShouldBe(Philox.Block(key, position, half[lane]));
                (c[lane], d[lane]).ShouldBe(Philox.Block(key, position + 1, half[lane]));
            }
        }

        Philox.Blocks(Philox.RoundKeys(key), position, number, out var first, out var second, out var third, out var fourth);
        for (var lane = 0; lane < 8; lane++)
        {
            (first[lane], second[lane]).ShouldBe(Philox.Block(key, position, number[lane]));
            (third[lane], fourth[lane]).ShouldBe(Philox.Block(key, position + 1, number[lane]));
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(0xFFFF_FFFCUL)]
    [InlineData(0x2_FFFF_FFFCUL)]
    public void A_filled_row_holds_the_draws_of_the_stream(ulong position)
    {
        var key = StreamKey.For(5, 1, StreamPurpose.Arrivals);
        var stream = key.FromBlock(position);
        var row = new double[31];
        Philox.FillUnits(Philox.RoundKeys(key.Key), position, key.Number, row);
        foreach (var unit in row) unit.ShouldBe(stream.NextUnit());
    }

    [Fact]
    public void The_first_draws_of_a_stream_never_change()
    {
        var stream = RandomStream.For(1, 0, StreamPurpose.Arrivals);
        (stream.NextUInt64(), stream.NextUInt64(), stream.NextUnit(), stream.NextNormal())
            .ShouldBe((10452828479012193961UL, 12330046759939698079UL, 0.8775286269571169, 0.864214055822122));
    }

    [Fact]
    public void Streams_of_different_seed_replication_purpose_or_owner_differ()
    {
        var draws = new HashSet<ulong>();
        var streams = 0;
        for (ulong seed = 0; seed < 4; seed++)
            for (ulong replication = 0; replication < 4; replication++)
                foreach (var purpose in Enum.GetValues<StreamPurpose>())
                    for (uint owner = 0; owner < 4; owner++, streams++)
                        draws.Add(RandomStream.For(seed, replication, purpose, owner).NextUInt64());
        draws.Count.ShouldBe(streams);
    }

    [Fact]
    public void A_contact_finds_its_draws_without_the_contacts_before_it()
    {
        var key = StreamKey.For(5, 2, StreamPurpose.Patience, 7);
        var contact = key.At(123_456);
        var (first, second) = (contact.NextUnit(), contact.NextUnit());
        key.UnitAt(123_456).ShouldBe(first);
        key.UnitPairAt(123_456).ShouldBe((first, second));
        key.At(123_457).NextUnit().ShouldNotBe(contact.NextUnit());
    }

    [Theory]
    [InlineData(0UL, 1.1102230246251565E-16)]
    [InlineData(ulong.MaxValue, 1 - 1.1102230246251565E-16)]
    public void Units_stay_inside_the_open_interval(ulong bits, double expected) => RandomStream.ToUnit(bits).ShouldBe(expected);

    [Fact]
    public void Units_fill_a_thousand_cells_evenly()
    {
        var stream = RandomStream.For(11, 0, StreamPurpose.Search);
        const int draws = 2_000_000, cells = 1000;
        var counts = new int[cells];
        for (var i = 0; i < draws; i++) counts[(int)(stream.NextUnit() * cells)]++;
        var chiSquare = counts.Sum(count => Math.Pow(count - draws / (double)cells, 2) / (draws / (double)cells));
        // χ² with 999 degrees of freedom: mean 999, standard deviation 44.7.
        chiSquare.ShouldBeInRange(999 - 4 * 44.7, 999 + 4 * 44.7);
    }

    public static TheoryData<string, double, double> Laws => new()
    {
        { "exponential", 180, 180 * 180 }, { "normal", 0, 1 }, { "lognormal", Math.Exp(1.125), Math.Exp(2.25) * (Math.Exp(0.25) - 1) },
        { "gamma", 2, 4 / 2.5 }, { "beta", 0.2, 0.2 * 0.8 / 11 }, { "triangular", 5, 6.5 / 3 },
        { "poisson small", 3.5, 3.5 }, { "poisson large", 2500, 2500 }, { "binomial", 30, 21 }, { "bernoulli", 0.3, 0.21 }, { "index", 4.5, 8.25 },
    };

    [Theory]
    [MemberData(nameof(Laws))]
    public void Each_law_has_its_mean_and_variance(string law, double mean, double variance)
    {
        var stream = RandomStream.For(2026, 0, StreamPurpose.Search, 1);
        const int n = 40_000;
        double sum = 0, squares = 0;
        for (var i = 0; i < n; i++)
        {
            var x = Draw(law, ref stream) - mean;
            sum += x;
            squares += x * x;
        }

        (sum / n).ShouldBe(0, 4 * Math.Sqrt(variance / n));
        (squares / n).ShouldBe(variance, 0.08 * variance);
    }

    static double Draw(string law, ref RandomStream stream) => law switch
    {
        "exponential" => stream.NextExponential(180),
        "normal" => stream.NextNormal(),
        "lognormal" => stream.NextLognormal(1, 0.5),
        "gamma" => stream.NextGamma(2.5, 2),
        "beta" => stream.NextBeta(2, 8),
        "triangular" => stream.NextTriangular(2, 4, 9),
        "poisson small" => stream.NextPoisson(3.5),
        "poisson large" => stream.NextPoisson(2500),
        "binomial" => stream.NextBinomial(100, 0.3),
        "bernoulli" => stream.NextBernoulli(0.3) ? 1 : 0,
        "index" => stream.NextIndex(10),
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "no such law"),
    };
}
