using Capacity.Simulation.Models;
using static Capacity.Simulation.Tests.SmallCenter;

namespace Capacity.Simulation.Tests.Models;

public sealed class DayProfileTests
{
    /// <summary>The horizon cuts through the first and last days of a queue whose clocks differ from the network's.</summary>
    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Tokyo")]
    public void Days_cut_by_the_horizon_keep_the_part_of_their_contacts_that_lies_inside(string zone)
    {
        var calls = Voice("calls", 300, 120) with { TimeZone = zone };
        var model = SimulationModel.Compile(Scenario(1, [calls], [Team("team", 5, Skill("calls"))], Baseline("calls", 240)));

        var perHour = model.FreshContacts()[0];
        perHour.Length.ShouldBe(168);
        perHour.ShouldAllBe(contacts => Math.Abs(contacts - 10) < 1e-9);
    }
}
