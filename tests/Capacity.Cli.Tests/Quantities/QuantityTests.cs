using Capacity.Cli.Quantities;

namespace Capacity.Cli.Tests.Quantities;

public class QuantityTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("180s", 180)]
    [InlineData("3m", 180)]
    [InlineData("1.5min", 90)]
    [InlineData("24h", 86_400)]
    [InlineData("14d", 1_209_600)]
    public void Reads_a_duration_with_its_unit(string text, double seconds)
    {
        Duration.TryParse(text, out var duration).ShouldBeTrue();
        duration.Seconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("180")]
    [InlineData("-3s")]
    [InlineData("3 s")]
    [InlineData("1,5m")]
    [InlineData("")]
    [InlineData("s")]
    public void Refuses_a_duration_that_could_be_misread(string text) => Duration.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("600/h", 600 / 3600.0)]
    [InlineData("10/min", 10 / 60.0)]
    [InlineData("0.2/s", 0.2)]
    [InlineData("86400/d", 1)]
    public void Reads_a_rate_with_its_unit(string text, double perSecond)
    {
        Rate.TryParse(text, out var rate).ShouldBeTrue();
        rate.PerSecond.ShouldBe(perSecond, 1e-15);
    }

    [Theory]
    [InlineData("600")]
    [InlineData("600/")]
    [InlineData("-1/h")]
    [InlineData("600/hour")]
    public void Refuses_a_rate_without_a_clear_unit(string text) => Rate.TryParse(text, out _).ShouldBeFalse();
}
