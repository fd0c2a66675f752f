using Capacity.Numerics.Randomness;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Tests.Contacts;

/// <summary>The table of flows gives a fresh contact the flow and the reason that a search one bound after the other gives.</summary>
public sealed class FlowTableTests
{
    static readonly ReasonModel[] s_reasons = [.. Enumerable.Range(0, 40).Select(reason => new ReasonModel(0.5, reason / 40.0, 1 + reason / 8.0, 0))];
    readonly FlowTable _table = new();

    static DemandFlow Flow(ContactOrigin origin, int reasons, double emotion) => new()
    {
        Origin = origin,
        Reasons = [.. Enumerable.Range(0, reasons).Select(place => 3 * place % s_reasons.Length)],
        CumulativeShares = [.. Enumerable.Range(1, reasons).Select(place => place / (double)reasons)],
        HandleTimeFactor = 1.5F,
        Emotion = emotion,
        Cohort = -1,
        Means = null!,
    };

    [Fact]
    public void Flows_and_reasons_are_found_however_many_there_are()
    {
        DemandFlow[][] demand =
        [
            [Flow(ContactOrigin.Fresh, 1, 0.25)],
            [],
            [.. Enumerable.Range(0, 19).Select(flow => Flow((ContactOrigin)(flow % 3), 1 + flow, flow % 2 == 0 ? double.NaN : 0.75))],
        ];
        _table.Load(new CompiledCourse(null!, demand, null!), s_reasons);
        var stream = RandomStream.For(2, 0, StreamPurpose.Arrivals);
        foreach (var queue in (int[])[0, 2])
        {
            var bounds = _table.BoundsOf(queue);
            for (var flow = 0; flow < demand[queue].Length - 1; flow++)
                bounds[flow] = flow + 1;
            for (var i = 0; i < 500; i++)
            {
                var (expected, forReason) = (stream.NextUnit() * demand[queue].Length, stream.NextUnit());
                var flow = demand[queue][(int)expected];
                var about = s_reasons[flow.ReasonAt(forReason)];

                ref readonly var kind = ref _table.Find(queue, expected, forReason);

                s_reasons[kind.Reason].ShouldBe(about);
                kind.Origin.ShouldBe(flow.Origin);
                kind.HandleFactor.ShouldBe((float)(1.5F * about.HandleTimeFactor));
                kind.Emotion.ShouldBe(double.IsNaN(flow.Emotion) ? about.Emotion : flow.Emotion);
            }
        }
    }
}
