using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Calibration;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using NodaTime;

namespace Capacity.Forecasting.Tests.Calibration;

/// <summary>A center whose every parameter is known, and the log of its contacts that the simulator writes.</summary>
internal static class KnownCenter
{
    private static readonly IsoDayOfWeek[] Week =
    [
        IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday,
        IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday,
    ];

    private static readonly OpeningHours Hours = OpeningHours.Weekly(new LocalTime(8, 0), new LocalTime(20, 0), Week);

    public static Patience Patient { get; } = new() { MeanSeconds = 150, Balking = 0.06 };

    public static Queue Line { get; } = new()
    {
        Id = "line",
        Channel = Channel.Voice,
        OpeningHours = Hours,
        HandleTime = new HandleTime { MeanSeconds = 280, CoefficientOfVariation = 0.9 },
        Patience = Patient,
        Reasons = [new ReasonShare { Reason = "refund", Share = 0.4 }, new ReasonShare { Reason = "booking", Share = 0.6 }],
        Redial = new Redial { Probability = 0.55, MaximumAttempts = 4, FastShare = 0.35, FastMeanSeconds = 120, SlowMedianSeconds = 5400, SlowSigma = 1 },
        ChannelChange = new ChannelChange { Probability = 0.15, Queue = "mail" },
        Recontact = new Recontact { Probability = 0.8, WithinHourShare = 0.3, FirstDay = 1, LastDay = 5 },
        ResolutionFactor = 0.9,
    };

    /// <summary>About 9,000 contacts in four weeks; a fifth of the callers gives up.</summary>
    public static Scenario Scenario(Patience? patience = null) => new()
    {
        Id = "known",
        AsOf = new LocalDate(2020, 6, 1),
        Start = new LocalDate(2020, 6, 1),
        Weeks = 4,
        IntervalMinutes = 60,
        CommonDailyVariation = 0,
        Network = new Network
        {
            Sites = [new Site { Id = "site" }],
            Queues = [Line with { Patience = patience ?? Patient }, new Queue { Id = "mail", Channel = Channel.Email, OpeningHours = Hours, Reasons = Line.Reasons }],
            Teams =
            [
                new Team
                {
                    Id = "team",
                    Site = "site",
                    Headcount = 6,
                    ContractHours = 42,
                    WorkingHours = Hours,
                    Shrinkage = new Shrinkage { Leave = 0, Training = 0, Cohesion = 0, Breaks = 0, Absence = 0, Adherence = 1 },
                    Skills = [new Skill { Queue = "line", HandleTimeFactor = 1.1 }, new Skill { Queue = "mail", Priority = 2 }],
                },
            ],
            Reasons =
            [
                new Reason { Id = "refund", FirstContactResolution = 0.6, HandleTimeFactor = 1.3 },
                new Reason { Id = "booking", FirstContactResolution = 0.85, HandleTimeFactor = 0.8 },
            ],
        },
        Baselines =
        [
            new Baseline
            {
                Queue = "line",
                DailyVariation = 0.15,
                Days = [.. Week.Select(day => new WeekdayProfile { Day = day, Contacts = day > IsoDayOfWeek.Friday ? 180 : 260 })],
            },
        ],
    };

    /// <summary>What one replication logs.</summary>
    public static ContactLog Log(SimulationModel model, int replication)
    {
        var network = model.Scenario.Network;
        var contacts = new List<LoggedContact>();
        ContactRecording.Run(model, seed: 7, replication, new RecordingOptions(), record => contacts.Add(new LoggedContact
        {
            Offered = model.Timeline.Start + Duration.FromSeconds(record.Offered),
            Queue = network.Queues[record.Queue].Id,
            Outcome = Enum.Parse<LoggedOutcome>(record.Fate.ToString()),
            Wait = record.Wait,
            Handle = record.Team < 0 ? double.NaN : record.Handle,
            Person = record.Person.ToString("x16"),
            Reason = network.Reasons[record.Reason].Id,
            Team = record.Team < 0 ? "" : network.Teams[record.Team].Id,
            Agent = record.Agent < 0 ? "" : record.Agent.ToString(System.Globalization.CultureInfo.InvariantCulture),
            IsTimedOut = record.IsTimedOut,
            Attempt = record.Attempt,
            Origin = OriginOf(record.Origin),
            IsResolved = record.Fate == ContactFate.Answered ? record.IsResolved : null,
        }));
        return new ContactLog(contacts);
    }

    public static LoggedOrigin OriginOf(ContactOrigin origin) => origin switch
    {
        ContactOrigin.Fresh => LoggedOrigin.First,
        ContactOrigin.Redial => LoggedOrigin.Redial,
        ContactOrigin.Recontact => LoggedOrigin.Recontact,
        ContactOrigin.ChannelChange => LoggedOrigin.ChannelChange,
        ContactOrigin.Transfer or ContactOrigin.Escalation => LoggedOrigin.HandedOn,
        _ => LoggedOrigin.Other,
    };
}
