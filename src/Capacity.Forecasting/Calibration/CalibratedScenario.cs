using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using Capacity.Numerics.Estimation;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>Puts estimates into a scenario, with where they come from and how sure they are. What a log does not show stays as it was.</summary>
public static class CalibratedScenario
{
    /// <summary>The scenario with the estimates of its own queues and reasons.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="report">Estimates; those of other queues and reasons are passed over.</param>
    /// <param name="source">Where the data come from, for the reader.</param>
    public static Scenario Of(Scenario scenario, CalibrationReport report, string source)
    {
        var figures = new List<CalibratedFigure>();
        var network = scenario.Network with
        {
            Queues = [.. scenario.Network.Queues.Select(
                queue => report.Queues.FirstOrDefault(one => one.Queue == queue.Id) is { } estimate ? Queue(queue, estimate, figures) : queue)],
            Teams = [.. scenario.Network.Teams.Select(
                team => report.Learning.TryGetValue(team.Id, out var learning) ? team with { Learning = Learning(team, learning, figures) } : team)],
            Reasons = [.. scenario.Network.Reasons.Select(reason =>
            {
                var estimate = report.Reasons.FirstOrDefault(one => one.Reason == reason.Id);
                return estimate is null ? reason : reason with
                {
                    FirstContactResolution = Taken(figures, $"reasons/{reason.Id}/firstContactResolution", estimate.FirstContactResolution, reason.FirstContactResolution),
                };
            })],
        };
        var common = report.CommonDailyVariation is null ? scenario.CommonDailyVariation
            : Taken(figures, "scenario/demand/commonDailyVariation", report.CommonDailyVariation, scenario.CommonDailyVariation);
        var baselines = scenario.Baselines.Select(baseline =>
            report.Queues.FirstOrDefault(one => one.Queue == baseline.Queue)?.DailyVariation is not { } variation ? baseline : baseline with
            {
                DailyVariation = Taken(figures, $"baselines/{baseline.Queue}/dailyVariation", Own(variation, common), baseline.DailyVariation),
            }).ToList();
        if (figures.Count == 0)
            return scenario;
        var zone = DateTimeZoneProviders.Tzdb[scenario.Network.TimeZone];
        return scenario with
        {
            Network = network,
            Baselines = baselines,
            CommonDailyVariation = common,
            Calibrated = true,
            Calibration = new CalibrationNote
            {
                Source = source,
                From = report.First.InZone(zone).Date,
                Until = report.Last.InZone(zone).Date,
                Observed = report.Contacts,
                Figures = figures,
            },
        };
    }

    private static Queue Queue(Queue queue, QueueEstimate estimate, List<CalibratedFigure> figures)
    {
        var at = $"queues/{queue.Id}";
        if (estimate.HandleTime is { } handle)
            queue = queue with
            {
                HandleTime = queue.HandleTime with
                {
                    Law = handle.Law,
                    MeanSeconds = Taken(figures, $"{at}/handleTime/meanSeconds", handle.MeanSeconds, queue.HandleTime.MeanSeconds),
                    CoefficientOfVariation = handle.CoefficientOfVariation is { } variation
                        ? Taken(figures, $"{at}/handleTime/coefficientOfVariation", variation, queue.HandleTime.CoefficientOfVariation) : 1,
                    Quantiles = handle.Quantiles,
                },
            };
        if (estimate.Concurrency is { } chats && queue.Concurrency is { } desk)
            queue = Chats(queue, chats, desk, at, figures);
        if (estimate.Patience is { } patience)
            queue = queue with { Patience = Patience(queue.Patience, patience, $"{at}/patience", figures) };
        if (estimate.Redial is { } redial)
            queue = Redial(queue, redial, at, figures);
        if (estimate.Recontact is { } recontact && queue.Recontact is { } before)
            queue = queue with
            {
                Recontact = before with
                {
                    // Where the log does not say what was resolved, the reasons' resolution already is "did not come back".
                    Probability = recontact.IsOfUnresolved ? Taken(figures, $"{at}/recontact/probability", recontact.Probability, before.Probability) : 1,
                    WithinHourShare = Taken(figures, $"{at}/recontact/withinHourShare", recontact.WithinHourShare, before.WithinHourShare),
                },
            };
        return queue;
    }

    /// <summary>The table as far as the log tells it, rising; beyond, it goes on as it did before.</summary>
    private static Queue Chats(Queue queue, ConcurrencyEstimate chats, Concurrency desk, string at, List<CalibratedFigure> figures)
    {
        double[] stretch = [.. desk.Stretch];
        for (var k = 1; k < stretch.Length; k++)
        {
            var told = k <= chats.Stretch.Count ? Taken(figures, $"{at}/concurrency/stretch{k + 1}", chats.Stretch[k - 1], desk.Stretch[k])
                : desk.Stretch[k] * stretch[k - 1] / desk.Stretch[k - 1];
            stretch[k] = Math.Max(stretch[k - 1], told);
        }
        return queue with
        {
            Concurrency = desk with { Stretch = stretch },
            HandleTime = queue.HandleTime with
            {
                Law = HandleTimeLaw.Lognormal,
                MeanSeconds = Taken(figures, $"{at}/handleTime/meanSeconds", chats.MeanSeconds, queue.HandleTime.MeanSeconds),
                CoefficientOfVariation = Taken(
                    figures, $"{at}/handleTime/coefficientOfVariation", chats.CoefficientOfVariation, queue.HandleTime.CoefficientOfVariation),
                Quantiles = [],
            },
        };
    }

    private static LearningCurve Learning(Team team, LearningEstimate learning, List<CalibratedFigure> figures) => (team.Learning ?? new LearningCurve()) with
    {
        StartEfficiency = Taken(figures, $"teams/{team.Id}/learning/startEfficiency", learning.StartEfficiency, team.Learning?.StartEfficiency),
        Months = Taken(figures, $"teams/{team.Id}/learning/months", learning.Months, team.Learning?.Months),
    };

    private static Patience Patience(Patience? before, PatienceEstimate estimate, string at, List<CalibratedFigure> figures) => (before ?? new Patience()) with
    {
        Law = estimate.Law,
        MeanSeconds = Taken(figures, $"{at}/meanSeconds", estimate.MeanSeconds, before?.MeanSeconds),
        CoefficientOfVariation = estimate.CoefficientOfVariation is { } variation
            ? Taken(figures, $"{at}/coefficientOfVariation", variation, before?.CoefficientOfVariation) : 1,
        Quantiles = [],
        Balking = Taken(figures, $"{at}/balking", estimate.Balking, before?.Balking),
    };

    private static Queue Redial(Queue queue, RedialEstimate estimate, string at, List<CalibratedFigure> figures)
    {
        var known = queue.Redial;
        var before = known ?? new Redial();
        var redial = before with
        {
            Probability = Taken(figures, $"{at}/redial/probability", estimate.Probability, known?.Probability),
            MaximumAttempts = estimate.MaximumAttempts ?? before.MaximumAttempts,
            FastShare = Taken(figures, $"{at}/redial/fastShare", estimate.FastShare, before.FastShare),
            FastMeanSeconds = Taken(figures, $"{at}/redial/fastMeanSeconds", estimate.FastMeanSeconds, before.FastMeanSeconds),
            SlowMedianSeconds = Taken(figures, $"{at}/redial/slowMedianSeconds", estimate.SlowMedianSeconds, before.SlowMedianSeconds),
            SlowSigma = Taken(figures, $"{at}/redial/slowSigma", estimate.SlowSigma, before.SlowSigma),
        };
        return queue with
        {
            Redial = redial,
            ChannelChange = queue.ChannelChange is { } change
                ? change with { Probability = Taken(figures, $"{at}/channelChange/probability", estimate.ChannelChange, change.Probability) } : null,
        };
    }

    /// <summary>A queue's own variation: (1 + own²)(1 + common²) = 1 + whole².</summary>
    private static IntervalEstimate Own(IntervalEstimate whole, double common)
    {
        return new IntervalEstimate(Part(whole.Value), Part(whole.Low), Part(whole.High));

        double Part(double variation) => Math.Sqrt(Math.Max(0, (1 + variation * variation) / (1 + common * common) - 1));
    }

    private static double Taken(List<CalibratedFigure> figures, string figure, IntervalEstimate? estimate, double? before)
    {
        if (estimate is not { } taken)
            return before ?? 0;
        var value = Math.Round(taken.Value, 5);
        figures.Add(new CalibratedFigure { Figure = figure, Estimate = value, LowEnd = Math.Round(taken.Low, 5), HighEnd = Math.Round(taken.High, 5), Before = before });
        return value;
    }
}
