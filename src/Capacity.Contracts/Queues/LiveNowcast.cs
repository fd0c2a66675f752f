using System.Collections.Immutable;

namespace Capacity.Contracts.Queues;

/// <summary>A day under way, from what has come of it: counts are contacts, bands are P10 to P90.</summary>
[GenerateSerializer, Immutable, Alias("capacity.live-nowcast")]
public sealed record LiveNowcast
{
    /// <summary>What was expected comes from the forecast of the queue's history, not from a published plan.</summary>
    [Id(0)] public bool FromForecast { get; init; }

    /// <summary>Contacts that were expected in the intervals that came, and those that came.</summary>
    [Id(1)] public double ExpectedSoFar { get; init; }
    [Id(2)] public double Observed { get; init; }

    /// <summary>By which factor the day exceeds what was expected.</summary>
    [Id(3)] public NowcastFigure Factor { get; init; } = new();

    /// <summary>Contacts still to come.</summary>
    [Id(4)] public NowcastFigure Remaining { get; init; } = new();

    /// <summary>Contacts of the whole day.</summary>
    [Id(5)] public NowcastFigure Total { get; init; } = new();

    /// <summary>Contacts that were expected of the whole day.</summary>
    [Id(6)] public double Expected { get; init; }

    /// <summary>Steps to come, in order.</summary>
    [Id(7)] public ImmutableArray<NowcastStep> Ahead { get; init; } = [];

    /// <summary>Mean handle time of a contact in seconds: today's, or the queue's where nothing was answered yet.</summary>
    [Id(8)] public double HandleSeconds { get; init; }

    /// <summary>What the busiest step to come asks of people; absent for cases.</summary>
    [Id(9)] public NowcastStaff? Staff { get; init; }
}

/// <summary>Mean and 80 % band.</summary>
[GenerateSerializer, Immutable, Alias("capacity.nowcast-figure")]
public sealed record NowcastFigure
{
    [Id(0)] public double Mean { get; init; }
    [Id(1)] public double P10 { get; init; }
    [Id(2)] public double P90 { get; init; }
}

/// <summary>A step to come of a day.</summary>
[GenerateSerializer, Immutable, Alias("capacity.nowcast-step")]
public sealed record NowcastStep
{
    [Id(0)] public DateTimeOffset Start { get; init; }
    [Id(1)] public double Minutes { get; init; }
    [Id(2)] public double Expected { get; init; }
    [Id(3)] public NowcastFigure Contacts { get; init; } = new();
}

/// <summary>Agents for the busiest step to come.</summary>
[GenerateSerializer, Immutable, Alias("capacity.nowcast-staff")]
public sealed record NowcastStaff
{
    [Id(0)] public DateTimeOffset Start { get; init; }

    /// <summary>Agents that the goal needs for the contacts that were expected, for those expected now, and for their P90.</summary>
    [Id(1)] public int Expected { get; init; }
    [Id(2)] public int Needed { get; init; }
    [Id(3)] public int NeededAtMost { get; init; }

    /// <summary>Share answered within target (0–1) with the agents of <see cref="Expected"/>.</summary>
    [Id(4)] public double ServiceLevel { get; init; }
}
