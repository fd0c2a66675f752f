using Capacity.Dashboard.Views;

namespace Capacity.Dashboard.Tests;

public class NewScenarioIdTests
{
    [Theory]
    [InlineData("Horizons, été 2020", "horizons-ete-2020")]
    [InlineData("  Plan B!  ", "plan-b")]
    [InlineData("2020", "")]
    [InlineData("", "")]
    public void Makes_an_identifier_of_a_name(string name, string id) => NewScenarioId.Of(name).ShouldBe(id);
}
