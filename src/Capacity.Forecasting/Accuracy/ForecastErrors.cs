using Capacity.Forecasting.Baselines;

namespace Capacity.Forecasting.Accuracy;

/// <summary>Errors over all intervals that were met.</summary>
/// <param name="Intervals">Intervals met.</param>
/// <param name="Wape">Σ|forecast − actual| ÷ Σ actual.</param>
/// <param name="Bias">Σ(forecast − actual) ÷ Σ actual; positive: too high.</param>
/// <param name="PinballLoss">Mean pinball loss of P10, P50 and P90 ÷ mean actual; absent for points.</param>
/// <param name="Coverage80">Share of intervals between P10 and P90; absent for points.</param>
public sealed record ErrorFigures(int Intervals, double Wape, double Bias, double? PinballLoss, double? Coverage80);

/// <summary>Sums of forecast errors.</summary>
internal sealed class ForecastErrors
{
    private double _absolute, _signed, _actual, _pinball, _inside;
    private int _count, _banded;

    public void Add(double forecast, double actual)
    {
        _count++;
        _absolute += Math.Abs(forecast - actual);
        _signed += forecast - actual;
        _actual += actual;
    }

    public void Add(ForecastPoint point, double actual) => Add(point.Mean, point.P10, point.P50, point.P90, actual);

    public void Add(double mean, double p10, double p50, double p90, double actual)
    {
        Add(mean, actual);
        _banded++;
        _pinball += (PinballLoss.Of(p10, 0.1, actual) + PinballLoss.Of(p50, 0.5, actual) + PinballLoss.Of(p90, 0.9, actual)) / 3;
        _inside += actual >= p10 && actual <= p90 ? 1 : 0;
    }

    public ErrorFigures Figures() => new(
        _count, _absolute / _actual, _signed / _actual, _banded > 0 ? _pinball / _actual : null, _banded > 0 ? _inside / _banded : null);
}

/// <summary>The pinball loss of a quantile forecast (Koenker &amp; Bassett 1978): least on average for the true quantile.</summary>
public static class PinballLoss
{
    /// <summary>p·(x − q) for x ≥ q, else (1 − p)·(q − x).</summary>
    public static double Of(double quantile, double p, double actual) =>
        actual >= quantile ? p * (actual - quantile) : (1 - p) * (quantile - actual);
}
