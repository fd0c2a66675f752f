using Capacity.Numerics.Distributions;
using Capacity.Numerics.Queueing;
using Capacity.Simulation.SingleQueue;

namespace Capacity.Cli.Benchmarks;

/// <summary>Twenty million contacts of one queue, on one thread.</summary>
internal sealed class OneQueue(string name, string what, SingleQueueModel queue, bool scalar) : Workload(name, what, "contacts/s")
{
    private const long Contacts = 20_000_000;

    public static readonly QueueModel Benchmark = new()
    {
        ArrivalRate = 600.0 / 3600, MeanServiceTime = 300, MeanPatience = 180, Agents = 45, Target = 20,
    };

    private static readonly SingleQueueModel Lognormal = SingleQueueModel.Of(Benchmark) with
    {
        ServiceTime = new LognormalDistribution(300, 1.5), Patience = new LognormalDistribution(180, 1.5),
    };

    public static IReadOnlyList<Workload> Workloads { get; } =
    [
        new OneQueue("one-queue", "M/M/n+M, 600/h, 300 s, 180 s, 45 agents, 20 million contacts, lanes of one core",
            SingleQueueModel.Of(Benchmark), scalar: false),
        new OneQueue("one-queue-scalar", "the same, one contact after the other in scalar code", SingleQueueModel.Of(Benchmark), scalar: true),
        new OneQueue("one-queue-lognormal", "the same with lognormal handle time and patience (CV 1.5), lanes of one core",
            Lognormal, scalar: false),
    ];

    public override void Prepare() => Simulate(Contacts / 20, CancellationToken.None);

    public override double Run(CancellationToken cancellation) => Simulate(Contacts, cancellation);

    private double Simulate(long contacts, CancellationToken cancellation)
    {
        var plan = new SingleQueuePlan { Contacts = contacts };
        var result = scalar
            ? SingleQueueSimulation.RunScalar(queue, plan, cancellation)
            : SingleQueueSimulation.Run(queue, plan, cancellation);
        return result.Contacts + result.WarmUpContacts;
    }
}
