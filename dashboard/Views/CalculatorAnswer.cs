using Capacity.Dashboard.Charts;
using Capacity.Numerics.Queueing;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>What the formulas answer: the figures of the queue, the agents that its goals require, and the curves over agents.</summary>
public sealed record CalculatorAnswer
{
    /// <summary>The figures; absent when the question was refused or is incomplete.</summary>
    public QueueKpis? Kpis { get; private init; }

    /// <summary>The figures with the agents required; absent without goals or an answer.</summary>
    public QueueKpis? Requirement { get; private init; }

    /// <summary>Why there are no figures, for a person; empty when there are.</summary>
    public string Refusal { get; private init; } = "";

    /// <summary>Why there is no requirement; empty when there is one or none was asked.</summary>
    public string RequirementRefusal { get; private init; } = "";

    /// <summary>Service level, abandonment and occupancy over the number of agents.</summary>
    public ChartModel? Curve { get; private init; }

    /// <summary>Answers a question; a refusal is an answer.</summary>
    public static CalculatorAnswer To(CalculatorForm form, IStringLocalizer text)
    {
        if (form.Model is not { } model) return new CalculatorAnswer { Refusal = text["Incomplete"] };
        (QueueKpis? kpis, string refusal) = Try(() => StationaryQueue.Evaluate(form.Formula, model), form, model, text);
        (QueueKpis? requirement, string unreachable) = form.Goals is { } goals
            ? Try(() => StaffingRequirement.Find(form.Formula, model, goals), null, model, text)
            : (null, "");
        int around = requirement?.Agents ?? kpis?.Agents ?? (int)Math.Ceiling(model.OfferedLoad);
        return new CalculatorAnswer
        {
            Kpis = kpis,
            Refusal = refusal,
            Requirement = requirement,
            RequirementRefusal = unreachable,
            Curve = CurveAround(form, model, around, text),
        };
    }

    private static (QueueKpis? Kpis, string Refusal) Try(Func<QueueKpis> answer, CalculatorForm? form, QueueModel model, IStringLocalizer text)
    {
        try
        {
            return (answer(), "");
        }
        catch (QueueRefusedException refused)
        {
            bool overload = form is { Formula: QueueMethod.ErlangC } && model.OfferedLoad >= model.Agents;
            return (null, overload ? text["Overload", Figures.Number(model.OfferedLoad, 1), model.Agents] : refused.In(Preferences.SupportedCultures.Language));
        }
    }

    private static ChartModel CurveAround(CalculatorForm form, QueueModel model, int around, IStringLocalizer text)
    {
        int low = Math.Max(1, (int)(Math.Min(around, model.Agents) * 0.8));
        int high = Math.Max(low + 10, (int)(Math.Max(around, model.Agents) * 1.15));
        int step = Math.Max(1, (high - low) / 60);
        int[] agents = [.. Enumerable.Range(0, (high - low) / step + 1).Select(i => low + i * step)];
        QueueKpis?[] points = [.. agents.Select(count => Point(form.Formula, model with { Agents = count }))];
        int every = Math.Max(1, agents.Length / 8);
        return new ChartModel(
            text["CurveName"],
            [.. agents.Select(count => Figures.Number(count))],
            [
                new ChartSeries(text["Level"], SeriesKind.Line, "accent", [.. points.Select(point => point?.ServiceLevels.OfOffered)]),
                new ChartSeries(text["Occupancy"], SeriesKind.Line, "failure", [.. points.Select(point => point?.Occupancy)]),
                new ChartSeries(text[form.Formula == QueueMethod.ErlangB ? "Blocked" : "Abandonment"], SeriesKind.Line, "announcement",
                    [.. points.Select(point => form.Formula == QueueMethod.ErlangB ? point?.BlockingProbability : point?.AbandonmentRate)]),
            ])
        {
            Top = 1,
            Goal = form.LevelGoal / 100,
            PointName = text["Agents"],
            Format = value => Figures.Percent(value),
            Ticks = [.. Enumerable.Range(0, agents.Length).Where(i => i % every == 0).Select(i => new ChartTick(i, Figures.Number(agents[i])))],
            Markers = [new ChartMarker((model.Agents - low) / (double)step, text["Now", model.Agents], "ink-soft")],
        };
    }

    private static QueueKpis? Point(QueueMethod method, QueueModel model)
    {
        try
        {
            return StationaryQueue.Evaluate(method, model);
        }
        catch (QueueRefusedException)
        {
            return null;
        }
    }
}
