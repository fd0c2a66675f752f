using Capacity.Domain.Supply;
using Capacity.Forecasting.Calibration;
using Capacity.Numerics.Randomness;

namespace Capacity.Forecasting.Tests.Calibration;

public class LearningFitTests
{
    private static readonly LearningCurve Known = new() { StartEfficiency = 0.6, Months = 9 };

    private static readonly Lazy<List<LearningEstimate>> Fits = new(() => [.. Enumerable.Range(0, 100).Select(trial => LearningFit.Of(Handled(trial), Known.Shape)!)]);

    /// <summary>Two queues, forty agents of up to two years, lognormal times.</summary>
    private static IEnumerable<(string, double, double)> Handled(int trial)
    {
        var stream = RandomStream.For(11, (ulong)trial, StreamPurpose.HandleTime);
        var handled = new List<(string, double, double)>();
        for (var agent = 0; agent < 40; agent++)
            for (var call = 0; call < 60; call++)
                handled.Add((call % 2 == 0 ? "one" : "two", 0.6 * agent, (call % 2 == 0 ? 250 : 400) / Known.Efficiency(0.6 * agent) * Math.Exp(0.6 * stream.NextNormal())));
        return handled;
    }

    [Fact]
    public void Ninety_of_a_hundred_intervals_hold_the_efficiency_of_the_first_day() =>
        Fits.Value.Count(fit => fit.StartEfficiency.Covers(0.6)).ShouldBeGreaterThanOrEqualTo(90);

    [Fact]
    public void And_the_months_until_it_is_full() => Fits.Value.Count(fit => fit.Months.Covers(9)).ShouldBeGreaterThanOrEqualTo(90);

    [Fact]
    public void Nobody_of_different_tenure_tells_nothing() =>
        LearningFit.Of(Handled(0).Select(one => (one.Item1, 4.0, one.Item3)), Known.Shape).ShouldBeNull();
}
