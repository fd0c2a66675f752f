using Capacity.Domain.Demand;

namespace Capacity.Domain.Tests;

public class BaselineTests
{
    [Fact]
    public void A_day_varies_by_itself_and_with_the_level_of_its_weeks()
    {
        new Baseline { DailyVariation = 0.06, LevelVariation = 0.08 }.VariationOfDay().ShouldBe(0.1, 1e-12);
        new Baseline { DailyVariation = 0.06 }.VariationOfDay().ShouldBe(0.06, 1e-12);
    }
}
