namespace Capacity.Grains;

/// <summary>Kinds of work that is found again after a stop.</summary>
public static class DueKind
{
    public const string Run = "run";
    public const string Recommendation = "recommendation";
    public const string Backtest = "backtest";
    public const string Refit = "refit";
}
