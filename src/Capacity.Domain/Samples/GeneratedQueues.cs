using Capacity.Domain.Networks;
using NodaTime;

namespace Capacity.Domain.Samples;

/// <summary>The queues of a generated group by their place in it: two lines, then what the group's kind adds; three kinds cover every channel.</summary>
internal static class GeneratedQueues
{
    private const double Day = 86_400;
    private const double Hour = 3_600;

    private static readonly Channel[][] Kinds =
    [
        [Channel.Voice, Channel.Voice, Channel.Chat, Channel.Email],
        [Channel.Voice, Channel.Voice, Channel.Email, Channel.BackOffice],
        [Channel.Voice, Channel.Callback, Channel.Social, Channel.Message],
    ];

    private static readonly IsoDayOfWeek[] MondayToFriday =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    public static readonly OpeningHours Counter =
        OpeningHours.Weekly(new LocalTime(9, 0), new LocalTime(19, 0), [.. MondayToFriday, IsoDayOfWeek.Saturday]);

    public static Channel ChannelOf(int group, int place) => Kinds[group % Kinds.Length][place];

    /// <summary>Contacts relative to a voice queue of the same size.</summary>
    public static double RelativeVolume(Channel channel) => channel switch
    {
        Channel.Voice => 1,
        Channel.Chat => 0.6,
        Channel.Email => 0.6,
        Channel.Message => 0.4,
        Channel.Social => 0.3,
        Channel.BackOffice => 0.3,
        _ => 0.1,
    };

    /// <summary>Work of one contact in agent-seconds: a chat shares its agent.</summary>
    public static double Work(Channel channel) =>
        channel == Channel.Chat ? HandleSeconds(channel) * 1.4 / 2 : HandleSeconds(channel);

    public static double HandleSeconds(Channel channel) => channel switch
    {
        Channel.Voice => 330,
        Channel.Chat => 420,
        Channel.Email => 400,
        Channel.Message => 240,
        Channel.Social => 240,
        Channel.BackOffice => 450,
        _ => 360,
    };

    /// <summary>A queue; names are those of the group's queues by place.</summary>
    public static Queue Of(int group, int place, double handleFactor, IReadOnlyList<string> names)
    {
        var channel = ChannelOf(group, place);
        var queue = Plain(names[place], channel, handleFactor);
        if (channel is Channel.Voice or Channel.Chat)
            queue = queue with
            {
                Patience = new Patience { MeanSeconds = channel == Channel.Voice ? 180 : 90 },
                Redial = new Redial { Probability = channel == Channel.Voice ? 0.5 : 0.4 },
                Concurrency = channel == Channel.Chat ? new Concurrency { Maximum = 2, Stretch = [1, 1.4] } : null,
                ChannelChange = names.Count > 2 && place == 0 && ChannelOf(group, 2) == Channel.Chat
                    ? new ChannelChange { Queue = names[2] }
                    : null,
            };
        else if (place > 0)
            queue = queue with { Chasers = new Chasers { Queue = names[0], PerDayFirstWeek = 0.01, PerDayLater = 0.02 } };
        if (place == 0 && names.Count > 1 && ChannelOf(group, 1) == Channel.Callback)
            queue = queue with { Callback = new CallbackOffer { ThresholdSeconds = 180, Queue = names[1] } };
        return queue;
    }

    private static Queue Plain(string id, Channel channel, double handleFactor) => new()
    {
        Id = id,
        Name = LocalizedText.Of($"File {id}", $"Queue {id}"),
        Channel = channel,
        OpeningHours = Counter,
        HandleTime = new HandleTime
        {
            MeanSeconds = Math.Round(HandleSeconds(channel) * handleFactor),
            CoefficientOfVariation = 0.9,
            WrapUpSeconds = 30,
            RecoveryPauseSeconds = 45,
        },
        Goals = Goals(channel),
        Priority = channel switch { Channel.Voice => 1, Channel.Chat or Channel.Callback => 2, Channel.Social => 3, _ => 4 },
        Reasons = channel == Channel.BackOffice
            ? [new() { Reason = "request", Share = 1 }]
            : [new() { Reason = "request", Share = 0.4 }, new() { Reason = "change", Share = 0.3 }, new() { Reason = "status", Share = 0.25 },
                new() { Reason = "complaint", Share = 0.05 }],
        Recontact = new Recontact { Probability = 0.7 },
    };

    private static QueueGoals Goals(Channel channel) => channel switch
    {
        Channel.Voice => new QueueGoals { ServiceLevel = 0.80, TargetSeconds = 20, Abandonment = 0.10 },
        Channel.Chat => new QueueGoals { ServiceLevel = 0.85, TargetSeconds = 60, Abandonment = 0.15 },
        Channel.Social or Channel.Callback => Within(0.85, 2 * Hour),
        Channel.BackOffice => new QueueGoals { ServiceLevel = 0.95, TargetSeconds = 5 * Day },
        _ => Within(0.90, 10 * Hour),
    };

    private static QueueGoals Within(double share, double openSeconds) =>
        new() { ServiceLevel = share, TargetSeconds = openSeconds, Clock = TargetClock.OpeningHours };
}
