using System.Runtime.Intrinsics;
using Capacity.Numerics.Queueing;
using Capacity.Simulation.Fluid;

namespace Capacity.Simulation.Tests.Fluid;

public class StationLawTests
{
    const double Handle = 300;
    const double GiveUp = 1 / 180.0;

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(3, 0.8)]
    [InlineData(9, 0.9)]
    [InlineData(9, 1.3)]
    [InlineData(45, 0.85)]
    [InlineData(45, 1.1)]
    [InlineData(200, 1.0)]
    public void The_law_at_the_mean_content_is_Erlang_A(int agents, double load)
    {
        var exact = Exact(agents, load);
        var waiting = exact.AbandonmentRate * load * agents / Handle / GiveUp;
        var rate = Vector256<float>.Zero;
        var figures = StationLaw.Solve(StationOf(agents, waiting + (1 - exact.AbandonmentRate) * load * agents), ref rate);
        (rate[0] * Handle / agents).ShouldBe(load, 0.002 * load);
        ((double)figures.Waits[3]).ShouldBe(exact.ProbabilityOfWaiting, 0.003);
        ((double)figures.Queue[7]).ShouldBe(waiting, 0.01 + 0.02 * waiting);
    }

    static QueueKpis Exact(int agents, double load) => ErlangA.Evaluate(new QueueModel
    {
        ArrivalRate = load * agents / Handle, MeanServiceTime = Handle, MeanPatience = 1 / GiveUp, Agents = agents, Target = 20,
    });

    static Station StationOf(double agents, double content) => new()
    {
        Places = Lanes(agents),
        StepRate = Lanes(1 / Handle),
        FullRate = Lanes(agents / Handle),
        WaitingRate = Lanes(agents / Handle),
        GiveUpRate = Lanes(GiveUp),
        LeavingFrom = Lanes(1e9),
        Joining = Vector256<float>.One,
        Handle = Lanes(Handle),
        Content = Lanes(content),
    };

    static Vector256<float> Lanes(double value) => Vector256.Create((float)value);
}
