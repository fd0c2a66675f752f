using Capacity.Contracts.Runs;
using Capacity.Domain.Samples;
using Capacity.Grains.Runs;

namespace Capacity.Grains.Tests.Product;

public sealed class BlockBoardTests
{
    private static readonly DateTimeOffset Now = new(2020, 3, 20, 8, 0, 0, TimeSpan.Zero);

    private readonly BlockBoard board = new(
        new RunSnapshot { Request = new RunRequest { Replications = 10 }, BlockSize = 4 },
        new TestEngine().Prepare(Horizons.Scenario(1) with { Id = "toy" }),
        TimeSpan.FromSeconds(60));

    [Fact]
    public void Gives_every_block_out_once()
    {
        var orders = Enumerable.Range(0, 3).Select(worker => board.Take($"worker {worker}", Now)!).ToList();
        orders.Select(order => (order.FirstReplication, order.Count)).ShouldBe([(0, 4), (4, 4), (8, 2)]);
        board.Take("another", Now).ShouldBeNull();
    }

    [Fact]
    public void Gives_a_block_out_again_when_its_worker_does_not_come_back()
    {
        board.Take("one", Now)!.Block.ShouldBe(0);
        board.Take("two", Now)!.Block.ShouldBe(1);
        board.Finish(0, new byte[32]);

        board.Take("three", Now.AddSeconds(61))!.Block.ShouldBe(1);
    }

    [Fact]
    public void Gives_a_block_out_again_at_once_when_its_worker_comes_without_it()
    {
        board.Take("one", Now)!.Block.ShouldBe(0);
        board.Take("two", Now)!.Block.ShouldBe(1);

        board.Take("one", Now)!.Block.ShouldBe(0);
        board.Take("three", Now)!.Block.ShouldBe(2);
    }

    [Fact]
    public void Is_complete_as_soon_as_the_folded_blocks_reach_the_precision()
    {
        BlockBoard precise = new(
            new RunSnapshot { Request = new RunRequest { Replications = 40, Precision = 0.2 }, BlockSize = 4 },
            new TestEngine().Prepare(Horizons.Scenario(1) with { Id = "toy" }),
            TimeSpan.FromSeconds(60));
        precise.Finish(2, new byte[32]);
        precise.Finish(0, new byte[32]);
        precise.IsComplete.ShouldBeFalse();
        precise.Finish(1, new byte[32]);

        (precise.IsComplete, precise.ReplicationsDone, precise.Take("late", Now)).ShouldBe((true, 5, null));
    }

    [Fact]
    public void Folds_blocks_in_their_order_whenever_they_come()
    {
        BlockBoard other = new(
            new RunSnapshot { Request = new RunRequest { Replications = 10 }, BlockSize = 4 },
            new TestEngine().Prepare(Horizons.Scenario(1) with { Id = "toy" }),
            TimeSpan.FromSeconds(60));
        byte[][] blocks = [[.. Enumerable.Repeat((byte)1, 32)], [.. Enumerable.Repeat((byte)2, 32)], [.. Enumerable.Repeat((byte)3, 16)]];
        foreach (var block in new[] { 0, 1, 2 }) board.Finish(block, blocks[block]);
        foreach (var block in new[] { 2, 0, 1 }) other.Finish(block, blocks[block]);

        (board.IsComplete, other.IsComplete).ShouldBe((true, true));
        other.Fold.Build().ShouldBe(board.Fold.Build());
    }
}
