using Capacity.Domain.Networks;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Contacts;

public sealed class ReturnsAfterClosingTests
{
    /// <summary>Everybody calls between noon and one, so delays that end at night have lengths near each other.</summary>
    [Fact]
    public void Recontacts_that_fall_into_the_night_spread_over_the_first_two_hours()
    {
        var calls = Voice("calls", 60, null) with
        {
            OpeningHours = Daily(8, 18),
            Reasons = [new ReasonShare { Reason = "half", Share = 1 }],
            Recontact = new Recontact { WithinHourShare = 0, FirstDay = 1, LastDay = 7 },
        };
        var noon = Enumerable.Range(0, 24).Select(hour => hour == 12 ? 1.0 : 0).ToArray();
        var scenario = Scenario(4, [calls], [Team("team", 2000, Skill("calls"))], Baseline("calls", 3000, noon));
        var sink = new Minutes();
        new Replication(SimulationModel.Compile(scenario)) { Sink = sink, Trace = [] }.Run(3, 0, CancellationToken.None);

        var steps = sink.AfterOpening.CountBy(minute => (int)(minute / 5)).ToDictionary();
        var mean = sink.AfterOpening.Count / 24.0;
        Enumerable.Range(0, 24).ShouldAllBe(step => steps.GetValueOrDefault(step) > mean / 2);
    }

    /// <summary>Minutes after eight of the recontacts that are offered in the first two hours.</summary>
    sealed class Minutes : IContactSink
    {
        public List<double> AfterOpening { get; } = [];

        public void Add(in ContactRecord record)
        {
            var minute = record.Offered / 60 % 1440 - 480;
            if (record.Origin == ContactOrigin.Recontact && minute is >= 0 and < 120)
                AfterOpening.Add(minute);
        }
    }
}
