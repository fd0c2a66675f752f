using Capacity.Dashboard.Preferences;

namespace Capacity.Dashboard.Tests;

public class LocalAddressTests
{
    [Theory]
    [InlineData("/scenarios/horizons?queue=q", "/scenarios/horizons?queue=q")]
    [InlineData("scenarios", "/scenarios")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/https://evil.example")]
    [InlineData(null, "/")]
    public void Never_leaves_this_site(string? asked, string expected) => LocalAddress.OrHome(asked).ShouldBe(expected);
}
