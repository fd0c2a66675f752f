using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;

namespace Capacity.Forecasting.Tests.Calibration;

/// <summary>Chat queues of known stretch whose days share a factor, on the people of the known center.</summary>
internal static class KnownChats
{
    public const double Common = 0.12;

    public static IReadOnlyList<double> Stretch { get; } = [1, 1.3, 1.8];

    /// <summary>Four weeks of three lines of chat, agents with one to three chats in hand.</summary>
    public static Scenario Scenario()
    {
        var known = KnownCenter.Scenario();
        var desk = known.Network.Queues[0] with
        {
            Channel = Channel.Chat,
            HandleTime = new HandleTime { MeanSeconds = 400, CoefficientOfVariation = 0.7 },
            Concurrency = new Concurrency { Maximum = 3, Stretch = Stretch },
            Redial = null,
            ChannelChange = null,
        };
        Queue[] queues = [.. Enumerable.Range(1, 3).Select(number => desk with { Id = $"chat-{number}" })];
        return known with
        {
            CommonDailyVariation = Common,
            Network = known.Network with
            {
                Queues = queues,
                Teams = [.. queues.Select(queue => known.Network.Teams[0] with
                {
                    Id = $"team-{queue.Id}", Headcount = 3, Skills = [new Skill { Queue = queue.Id, HandleTimeFactor = 1.1 }],
                })],
            },
            Baselines = [.. queues.Select(queue => known.Baselines[0] with 
            {
                Queue = queue.Id, DailyVariation = 0.15, Days = [.. known.Baselines[0].Days.Select(day => day with { Contacts = 0.35 * day.Contacts })],
            })],
        };
    }
}
