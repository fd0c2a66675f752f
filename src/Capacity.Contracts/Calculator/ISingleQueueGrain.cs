namespace Capacity.Contracts.Calculator;

/// <summary>Simulates one queue for the calculator, on threads that no grain and no page shares. Key: <see cref="GrainKey.Calculator"/>.</summary>
[Alias("capacity.ISingleQueueGrain")]
public interface ISingleQueueGrain : IGrainWithStringKey
{
    /// <summary>Simulates until the contacts are served or the caller cancels.</summary>
    [Alias("Simulate")]
    Task<SingleQueueReply> Simulate(SingleQueueRequest request, CancellationToken cancellationToken);
}

/// <summary>One queue in a steady interval, and how much of it to simulate. Times in seconds.</summary>
[GenerateSerializer, Immutable, Alias("capacity.single-queue-request")]
public sealed record SingleQueueRequest
{
    /// <summary>Most contacts that one question may simulate: some seconds of one core.</summary>
    public const long MostContacts = 20_000_000;

    /// <summary>Contacts offered per second.</summary>
    [Id(0)] public double ArrivalRate { get; init; }
    [Id(1)] public double MeanServiceTime { get; init; }

    /// <summary>Coefficient of variation of the handle time: 1 exponential, 0 constant, otherwise lognormal.</summary>
    [Id(2)] public double ServiceVariation { get; init; } = 1;

    /// <summary>Mean of exponential patience; absent: nobody gives up.</summary>
    [Id(3)] public double? MeanPatience { get; init; }
    [Id(4)] public int Agents { get; init; }
    [Id(5)] public double Target { get; init; }
    [Id(6)] public long Contacts { get; init; }
    [Id(7)] public ulong Seed { get; init; } = 1;
}

/// <summary>The simulated figures, or why there are none.</summary>
[GenerateSerializer, Immutable, Alias("capacity.single-queue-reply")]
public sealed record SingleQueueReply
{
    [Id(0)] public Problem? Refused { get; init; }
    [Id(1)] public SimulatedFigure ServiceLevel { get; init; } = new();
    [Id(2)] public SimulatedFigure AbandonsIgnored { get; init; } = new();
    [Id(3)] public SimulatedFigure OfAnswered { get; init; } = new();
    [Id(4)] public SimulatedFigure AbandonsCountedAsMet { get; init; } = new();
    [Id(5)] public SimulatedFigure SpeedOfAnswer { get; init; } = new();
    [Id(6)] public SimulatedFigure AbandonmentRate { get; init; } = new();
    [Id(7)] public SimulatedFigure ProbabilityOfWaiting { get; init; } = new();
    [Id(8)] public SimulatedFigure Occupancy { get; init; } = new();

    /// <summary>Contacts counted, and the seconds that they took.</summary>
    [Id(9)] public long Contacts { get; init; }
    [Id(10)] public double Seconds { get; init; }
}

/// <summary>A figure with the half-width of its 95 % confidence interval.</summary>
[GenerateSerializer, Immutable, Alias("capacity.simulated-figure")]
public sealed record SimulatedFigure
{
    [Id(0)] public double Value { get; init; }
    [Id(1)] public double HalfWidth { get; init; }
}
