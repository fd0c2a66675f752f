using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Views;

/// <summary>Parameters that a log of contacts tells together: of a queue's patience, of a reason's resolution; taken or refused as one.</summary>
/// <param name="Key">Kind, identifier and part, as in queues/refund-voice/patience.</param>
/// <param name="Figures">The figures with their intervals.</param>
public sealed record CalibrationGroup(string Key, IReadOnlyList<CalibratedFigure> Figures)
{
    /// <summary>The queue, reason or baseline.</summary>
    public string Owner => Key.Split('/')[1];

    /// <summary>What of it: patience, handleTime, concurrency, redial, channelChange, recontact, learning, resolution, variation or common.</summary>
    public string Part => Key.Split('/') switch
    {
        ["reasons", _] => "resolution",
        ["scenario", _] => "common",
        ["baselines", _] => "variation",
        [_, _, var part, ..] => part,
        _ => Key,
    };

    /// <summary>The property that a figure is of.</summary>
    public static string Property(CalibratedFigure figure) => figure.Figure[(figure.Figure.LastIndexOf('/') + 1)..];
}

/// <summary>Takes estimates into a scenario, group by group.</summary>
public static class CalibrationChoice
{
    /// <summary>The groups of a calibrated scenario, in the order of its figures.</summary>
    public static IReadOnlyList<CalibrationGroup> Groups(Scenario calibrated) =>
        [.. (calibrated.Calibration?.Figures ?? []).GroupBy(figure => figure.Figure[..figure.Figure.LastIndexOf('/')]).Select(group => new CalibrationGroup(group.Key, [.. group]))];

    /// <summary>The calibrated scenario in which refused groups are as they were before; the scenario before where all are refused.</summary>
    /// <param name="before">The version that was calibrated.</param>
    /// <param name="calibrated">The same with every estimate.</param>
    /// <param name="refused">Keys of refused groups.</param>
    public static Scenario Apply(Scenario before, Scenario calibrated, IReadOnlyCollection<string> refused)
    {
        List<CalibratedFigure> taken = [.. Groups(calibrated).Where(group => !refused.Contains(group.Key)).SelectMany(group => group.Figures)];
        if (taken.Count == 0) return before;
        Network network = calibrated.Network with
        {
            Queues = [.. calibrated.Network.Queues.Select(queue => before.Network.Queues.First(old => old.Id == queue.Id) is var old ? Queue(queue, old, refused) : queue)],
            Teams = [.. calibrated.Network.Teams.Select(team => refused.Contains($"teams/{team.Id}/learning") ? team with { Learning = before.Network.Teams.First(old => old.Id == team.Id).Learning } : team)],
            Reasons = [.. calibrated.Network.Reasons.Select(reason => refused.Contains($"reasons/{reason.Id}") ? before.Network.Reasons.First(old => old.Id == reason.Id) : reason)],
        };
        double common = refused.Contains("scenario/demand") ? before.CommonDailyVariation : calibrated.CommonDailyVariation;
        IReadOnlyList<Baseline> baselines =
        [
            .. calibrated.Baselines.Select(baseline => refused.Contains($"baselines/{baseline.Queue}") ? before.Baselines.First(old => old.Queue == baseline.Queue)
                : taken.Exists(figure => figure.Figure == $"baselines/{baseline.Queue}/dailyVariation")
                    ? baseline with { DailyVariation = Own(baseline.DailyVariation, calibrated.CommonDailyVariation, common) } : baseline),
        ];
        return calibrated with { Network = network, Baselines = baselines, CommonDailyVariation = common, Calibration = calibrated.Calibration! with { Figures = taken } };
    }

    /// <summary>A queue's own variation beside another common one: the whole, (1 + own²)(1 + common²) − 1, is what the log has told.</summary>
    private static double Own(double own, double estimated, double common) => estimated.Equals(common) ? own
        : Math.Sqrt(Math.Max(0, (1 + own * own) * (1 + estimated * estimated) / (1 + common * common) - 1));

    private static Queue Queue(Queue queue, Queue old, IReadOnlyCollection<string> refused)
    {
        bool Refused(string part) => refused.Contains($"queues/{queue.Id}/{part}");
        return queue with
        {
            HandleTime = Refused("handleTime") ? old.HandleTime : queue.HandleTime,
            Concurrency = Refused("concurrency") ? old.Concurrency : queue.Concurrency,
            Patience = Refused("patience") ? old.Patience : queue.Patience,
            Redial = Refused("redial") ? old.Redial : queue.Redial,
            ChannelChange = Refused("channelChange") ? old.ChannelChange : queue.ChannelChange,
            Recontact = Refused("recontact") ? old.Recontact : queue.Recontact,
        };
    }
}
