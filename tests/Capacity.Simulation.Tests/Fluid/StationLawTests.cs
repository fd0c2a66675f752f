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
        var figures = default(StationFigures);
        StationLaw.Solve(StationOf(agents, waiting + (1 - exact.AbandonmentRate) * load * agents), ref figures);
        (figures.Rate[0] * Handle / agents).ShouldBe(load, 0.002 * load);
        ((double)figures.Waits[3]).ShouldBe(exact.ProbabilityOfWaiting, 0.003);
        ((double)figures.Queue[7]).ShouldBe(waiting, 0.01 + 0.02 * waiting);
    }

    [Theory]
    [InlineData(9, 0, false)]
    [InlineData(9.4, 0, true)]
    [InlineData(30, 20, false)]
    [InlineData(30, 20, true)]
    public void The_law_is_that_of_the_chain_state_by_state(double agents, double shared, bool hasCallback)
    {
        var station = StationOf(agents, agents);
        station.Kept = Lanes(0.2);
        station.Balking = Lanes(0.1);
        (station.SharedPlaces, station.SharedStepRate, station.HasSharedPlaces) = (Lanes(shared), Lanes(0.4 / Handle), shared > 0);
        if (hasCallback)
            (station.Leaving, station.LeavingFrom, station.HasCallback) = (Lanes(0.5), Lanes(2), true);
        var figures = default(StationFigures);
        for (var search = 0; search < 6; search++)
            StationLaw.Solve(station, ref figures);
        var chain = new Chain(station, figures.Rate[0]);
        chain.Holds.ShouldBe(agents, (hasCallback ? 0.015 : 0.002) * agents);
        ((double)figures.Waits[1]).ShouldBe(chain.Waits, 0.003);
        ((double)figures.JustFull[2]).ShouldBe(chain.JustFull, 0.003);
        ((double)figures.Queue[3]).ShouldBe(chain.Queue, 0.01 + 0.01 * chain.Queue);
        ((double)figures.Long[4]).ShouldBe(chain.Long, 0.02);
    }

    /// <summary>Two thirds of the agents are kept by a line that goes first: they hold contacts, and only who is beyond all of them waits.</summary>
    [Theory]
    [InlineData(150, 60)]
    [InlineData(95, 5)]
    public void Agents_whom_others_keep_are_no_line(double content, double line)
    {
        var station = StationOf(90, content);
        (station.WaitingRate, station.Away, station.Joining) = (Lanes(30 / Handle), Lanes(60), Lanes(1 / 3.0));
        var figures = default(StationFigures);
        StationLaw.Solve(station, ref figures);
        ((double)figures.Straight[0]).ShouldBe(line, 0.01);
        ((double)figures.Queue[0]).ShouldBeLessThan(line + 0.1);
    }

    [Theory]
    [InlineData(9, 7.5)]
    [InlineData(9, 9)]
    [InlineData(45, 40)]
    [InlineData(45, 47)]
    [InlineData(200, 195)]
    public void A_search_that_begins_at_the_last_step_finds_what_one_from_nothing_finds(int agents, double content)
    {
        StationFigures moved = default, fresh = default;
        StationLaw.Solve(StationOf(agents, content - 0.4), ref moved);
        StationLaw.Solve(StationOf(agents, content), ref moved);
        StationLaw.Solve(StationOf(agents, content), ref fresh);
        ((double)moved.Waits[0]).ShouldBe(fresh.Waits[0], 0.003);
        ((double)moved.Queue[0]).ShouldBe(fresh.Queue[0], 0.01 + 0.01 * fresh.Queue[0]);
    }

    /// <summary>The chain of a station at an arrival rate, in double precision and one state after the other.</summary>
    sealed class Chain
    {
        public Chain(Station s, double rate)
        {
            double weight = 1, below = 0, waiting = 0, line = 0, far = 0, most = s.StepRate[0] - s.SharedStepRate[0];
            for (var j = 0; j < 1000; j++)
            {
                // j + 1 free places, from j: of the last ones, which slow the others down, each takes a smaller step off.
                var completions = Math.Min(
                    s.FullRate[0] - j * s.SharedStepRate[0], s.FullRate[0] + most * s.SharedPlaces[0] - j * s.StepRate[0]);
                weight *= (j == 0 ? 1 - s.Kept[0] : 1) * Math.Max(0, completions) * Math.Clamp(s.Places[0] - j, 0, 1) / rate;
                below += weight;
            }

            weight = 1;
            for (var length = 0; length < 1000; length++)
            {
                waiting += weight;
                line += length * weight;
                var leaves = length >= s.LeavingFrom[0] ? s.Leaving[0] : 0;
                far += length >= s.LeavingFrom[0] ? weight : 0;
                weight *= rate * s.Joining[0] * (1 - s.Balking[0]) * (1 - leaves) / (s.WaitingRate[0] + (length + 1) * s.GiveUpRate[0]);
            }

            var total = below + waiting;
            (Waits, JustFull, Queue, Long) = (waiting / total, 1 / total, line / total, far / total);
            var admitted = rate * (1 - s.Balking[0] * Waits - s.Leaving[0] * Long);
            Holds = (admitted - s.GiveUpRate[0] * Queue) * s.Handle[0] + Queue;
        }

        public double Holds { get; }
        public double Waits { get; }
        public double JustFull { get; }
        public double Queue { get; }
        public double Long { get; }
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
