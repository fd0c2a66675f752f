using System.Globalization;

namespace Capacity.Dashboard.Charts;

/// <summary>A linear scale from values to pixels, with round ticks that start at zero.</summary>
/// <param name="Top">Largest value of the axis, above zero.</param>
/// <param name="Step">Distance between ticks.</param>
/// <param name="Pixels">Height of the axis in pixels.</param>
public sealed record ChartScale(double Top, double Step, double Pixels)
{
    /// <summary>A scale that holds the largest value with about <paramref name="ticks"/> round steps.</summary>
    public static ChartScale For(double largest, double pixels, int ticks = 5)
    {
        if (!double.IsFinite(largest) || largest <= 0) return new ChartScale(1, 1, pixels);
        double raw = largest / ticks;
        double magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = new[] { 1, 2, 2.5, 5, 10 }.Select(factor => factor * magnitude).First(candidate => candidate >= raw * 0.999999);
        return new ChartScale(step * Math.Ceiling(largest / step - 1e-9), step, pixels);
    }

    /// <summary>The ticks from zero to the top.</summary>
    public IEnumerable<double> Ticks()
    {
        int count = (int)Math.Round(Top / Step);
        for (int i = 0; i <= count; i++) yield return i * Step;
    }

    /// <summary>Distance from the top of the axis in pixels; values beyond the axis stay at its ends.</summary>
    public double Y(double value) => Pixels * (1 - Math.Clamp(double.IsFinite(value) ? value : 0, 0, Top) / Top);

    /// <summary>A coordinate as SVG reads it, whatever the culture.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
