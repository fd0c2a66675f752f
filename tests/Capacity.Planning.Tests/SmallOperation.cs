using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;

namespace Capacity.Planning.Tests;

/// <summary>Two weeks, one refund line that drowns, and a team of activities on short-time work: small enough to simulate in a test.</summary>
internal static class SmallOperation
{
    public static readonly LocalDate Start = new(2020, 3, 16);

    private static readonly OpeningHours Hours = OpeningHours.Weekly(
        new LocalTime(9, 0), new LocalTime(17, 0),
        IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday);

    /// <param name="refundContacts">Contacts a day on the refund line; its 8 heads serve about 250 a day well.</param>
    /// <param name="weeks">Simulated weeks.</param>
    public static Scenario Scenario(double refundContacts = 520, int weeks = 2) => new()
    {
        Id = "small",
        AsOf = Start,
        Start = Start,
        Weeks = weeks,
        IntervalMinutes = 30,
        Network = new Network
        {
            Sites = [new Site { Id = "lille", Seats = 100 }],
            Reasons = [new Reason { Id = "refund", FirstContactResolution = 0.8 }, new Reason { Id = "ski", FirstContactResolution = 0.9 }],
            Queues = [Voice("refund-voice", "refund"), Voice("ski-voice", "ski"), Callback()],
            Teams = [Team("refunds", 8, "refund-voice", "refund-callback"), Team("activities", 10, "ski-voice")],
        },
        Baselines = [Daily("refund-voice", refundContacts), Daily("ski-voice", 20)],
        Furloughs = [new Furlough { Id = "short-time", Team = "activities", Share = 0.7, During = new Capacity.Domain.Demand.Period() }],
        Announcements =
        [
            new Announcement
            {
                Id = "reopening", IssuedOn = Start, EffectiveFrom = Start.PlusDays(7), Certainty = Certainty.Rumour,
                Branches =
                [
                    new AnnouncementBranch { Id = "soon", EffectiveFrom = Start.PlusDays(7), Probability = 0.6 },
                    new AnnouncementBranch { Id = "late", EffectiveFrom = Start.PlusDays(40), Probability = 0.4 },
                ],
            },
        ],
    };

    /// <summary>The same with half of the team that drowns on short-time work itself, recalled within five days.</summary>
    public static Scenario WithRefundsOnShortTime(int weeks = 3) => Scenario(refundContacts: 260, weeks) with
    {
        Furloughs = [new Furlough { Id = "short-time", Team = "refunds", Share = 0.5, RecallNoticeDays = 5, During = new Capacity.Domain.Demand.Period() }],
    };

    /// <summary>The same with a team that has more e-mail than it can answer.</summary>
    public static Scenario WithBusyWriters()
    {
        var scenario = Scenario();
        var email = Callback() with { Id = "email", Channel = Channel.Email };
        return scenario with
        {
            Network = scenario.Network with
            {
                Queues = [.. scenario.Network.Queues, email],
                Teams = [.. scenario.Network.Teams, Team("writers", 6, "email")],
            },
            Baselines = [.. scenario.Baselines, Daily("email", 900)],
        };
    }

    private static Queue Voice(string id, string reason) => new()
    {
        Id = id,
        Channel = Channel.Voice,
        OpeningHours = Hours,
        HandleTime = new HandleTime { MeanSeconds = 300, RecoveryPauseSeconds = 0 },
        Patience = new Patience { MeanSeconds = 180 },
        Goals = new QueueGoals { ServiceLevel = 0.8, TargetSeconds = 20 },
        Reasons = [new ReasonShare { Reason = reason, Share = 1 }],
        Redial = new Redial(),
        Recontact = new Recontact(),
    };

    private static Queue Callback() => new()
    {
        Id = "refund-callback",
        Channel = Channel.Callback,
        OpeningHours = Hours,
        HandleTime = new HandleTime { MeanSeconds = 300, RecoveryPauseSeconds = 0 },
        Goals = new QueueGoals { ServiceLevel = 0.8, TargetSeconds = 14_400 },
        Reasons = [new ReasonShare { Reason = "refund", Share = 1 }],
    };

    private static Team Team(string id, double heads, params string[] queues) => new()
    {
        Id = id,
        Site = "lille",
        Headcount = heads,
        WorkingHours = Hours,
        Skills = [.. queues.Select((q, at) => new Skill { Queue = q, Priority = at + 1 })],
    };

    private static Baseline Daily(string queue, double contacts) => new()
    {
        Queue = queue,
        Days =
        [
            .. Enumerable.Range(1, 5).Select(day => new WeekdayProfile
            {
                Day = (IsoDayOfWeek)day, Contacts = contacts, ShapeStart = new LocalTime(9, 0), Shape = [.. Enumerable.Repeat(1.0, 16)],
            }),
        ],
    };
}
