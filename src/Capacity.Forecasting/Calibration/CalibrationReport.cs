using Capacity.Numerics.Estimation;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>Parameters of the model as a log of contacts shows them, each with its 95 % interval.</summary>
public sealed record CalibrationReport
{
    public required long Contacts { get; init; }
    public required Instant First { get; init; }
    public required Instant Last { get; init; }

    /// <summary>Persons among them; 0 where contacts of one person cannot be told, and with it neither redials nor returns.</summary>
    public required long Persons { get; init; }
    public required IReadOnlyList<QueueEstimate> Queues { get; init; }
    public required IReadOnlyList<ReasonEstimate> Reasons { get; init; }

    /// <summary>Learning of the teams whose agents' tenure the log tells, by team.</summary>
    public IReadOnlyDictionary<string, LearningEstimate> Learning { get; init; } = new Dictionary<string, LearningEstimate>();

    /// <summary>Coefficient of variation of the day's factor that queues share; absent below two queues.</summary>
    public IntervalEstimate? CommonDailyVariation { get; init; }
}

/// <summary>What a log shows of one queue; what it does not show is absent.</summary>
public sealed record QueueEstimate
{
    public required string Queue { get; init; }
    public required long Contacts { get; init; }
    public PatienceEstimate? Patience { get; init; }
    public HandleTimeEstimate? HandleTime { get; init; }

    /// <summary>Chats whose agents the log tells; their handle time is here.</summary>
    public ConcurrencyEstimate? Concurrency { get; init; }
    public RedialEstimate? Redial { get; init; }
    public RecontactEstimate? Recontact { get; init; }

    /// <summary>Coefficient of variation of a day's factor on first contacts, common and own part together.</summary>
    public IntervalEstimate? DailyVariation { get; init; }
}
