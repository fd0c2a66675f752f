using Capacity.Domain.Networks;

namespace Capacity.Domain.Samples;

/// <summary>The twelve queues of the example. Goals are FIELD's defaults by channel (grade S); handle times are assumptions (grade A).</summary>
internal static class HorizonsQueues
{
    private const double Day = 86_400;
    private const double Hour = 3_600;

    public static List<Queue> All(HorizonsHours hours) =>
    [
        Voice("booking-voice", "Réservations par téléphone", "Bookings by telephone", hours.Counter(), 330, 2,
            ("booking", 0.8), ("change", 0.2)) with { ChannelChange = new ChannelChange { Queue = "web-chat" } },
        Voice("activities-voice", "Activités par téléphone", "Activities by telephone", hours.Counter(), 300, 3, ("activity", 1)),
        Voice("groups-voice", "Groupes par téléphone", "Groups by telephone", hours.Business(), 480, 2, ("group", 1)),
        Voice("refund-voice", "Remboursements par téléphone", "Refunds by telephone", hours.Counter(), 400, 1,
            ("change", 0.4), ("refund-request", 0.3), ("refund-status", 0.3)) with
        {
            ChannelChange = new ChannelChange { Queue = "customer-email", MeanSeconds = 3 * Hour },
            Escalation = new Escalation { Queue = "complaint-voice" },
        },
        Voice("care-voice", "Assistance séjour par téléphone", "Stay help by telephone", HorizonsHours.Stay(), 280, 1, ("stay", 1)),
        Voice("complaint-voice", "Réclamations par téléphone", "Complaints by telephone", hours.Counter(), 600, 1, ("complaint", 1)),
        Chat(hours.Counter()),
        Deferred("customer-email", "Courriels clients", "Customer e-mail", Channel.Email, hours.Office(), 360, 3,
            Within(0.90, 10 * Hour), ("refund-request", 0.15), ("change", 0.35), ("stay", 0.3), ("booking", 0.2)) with
        {
            Chasers = new Chasers { Queue = "refund-voice" },
            Recontact = new Recontact { Probability = 0.7 },
        },
        Deferred("complaint-email", "Réclamations écrites", "Written complaints", Channel.Email, hours.Office(), 900, 4,
            Within(0.90, 100 * Hour), ("complaint", 1)) with
        {
            IdleReserve = 1,
            Chasers = new Chasers { Queue = "complaint-voice" },
            Recontact = new Recontact { Probability = 0.5 },
        },
        Deferred("social", "Réseaux sociaux", "Social media", Channel.Social, hours.Counter(), 240, 2,
            Within(0.90, Hour), ("stay", 0.4), ("booking", 0.4), ("complaint", 0.2)) with
        {
            Recontact = new Recontact { Probability = 0.5, Queue = "customer-email" },
        },
        Deferred("refund-callback", "Rappels", "Callbacks", Channel.Callback, hours.Counter(), 380, 2,
            Within(0.80, 5 * Hour), ("change", 0.5), ("refund-status", 0.5)),
        Deferred("refund-files", "Dossiers de remboursement", "Refund files", Channel.BackOffice, hours.Office(), 420, 5,
            new QueueGoals { ServiceLevel = 0.95, TargetSeconds = 14 * Day }, ("refund-request", 1)) with
        {
            IdleReserve = 2,
            Chasers = new Chasers { Queue = "refund-voice" },
        },
    ];

    private static Queue Voice(
        string id, string fr, string en, OpeningHours hours, double handleSeconds, int priority,
        params (string Id, double Share)[] reasons) =>
        new()
        {
            Id = id,
            Name = LocalizedText.Of(fr, en),
            Channel = Channel.Voice,
            OpeningHours = hours,
            HandleTime = new HandleTime { MeanSeconds = handleSeconds, CoefficientOfVariation = 0.9, WrapUpSeconds = 45 },
            Patience = new Patience { MeanSeconds = 180 },
            Goals = new QueueGoals { ServiceLevel = 0.80, TargetSeconds = 20, Abandonment = 0.10 },
            Priority = priority,
            Reasons = Shares(reasons),
            Redial = new Redial(),
            Recontact = new Recontact { Probability = 0.8 },
        };

    /// <summary>Chat goal 85 % within 60 s and concurrency 2: FIELD grade S; patience 90 s: grade A.</summary>
    private static Queue Chat(OpeningHours hours) => new()
    {
        Id = "web-chat",
        Name = LocalizedText.Of("Messagerie du site", "Chat on the web site"),
        Channel = Channel.Chat,
        OpeningHours = hours,
        HandleTime = new HandleTime { MeanSeconds = 420, CoefficientOfVariation = 0.8, WrapUpSeconds = 20 },
        Patience = new Patience { MeanSeconds = 90 },
        Goals = new QueueGoals { ServiceLevel = 0.85, TargetSeconds = 60, Abandonment = 0.15 },
        Concurrency = new Concurrency { Maximum = 2, Stretch = [1, 1.4] },
        Priority = 3,
        Reasons = Shares(("booking", 0.6), ("change", 0.3), ("refund-status", 0.1)),
        Redial = new Redial { Probability = 0.4 },
        ChannelChange = new ChannelChange { Queue = "booking-voice" },
        Recontact = new Recontact { Probability = 0.7 },
    };

    private static Queue Deferred(
        string id, string fr, string en, Channel channel, OpeningHours hours, double handleSeconds, int priority, QueueGoals goals,
        params (string Id, double Share)[] reasons) => new()
        {
            Id = id,
            Name = LocalizedText.Of(fr, en),
            Channel = channel,
            OpeningHours = hours,
            HandleTime = new HandleTime { MeanSeconds = handleSeconds, CoefficientOfVariation = 0.9, RecoveryPauseSeconds = 30 },
            Goals = goals,
            Priority = priority,
            Reasons = Shares(reasons),
        };

    private static QueueGoals Within(double share, double openSeconds) =>
        new() { ServiceLevel = share, TargetSeconds = openSeconds, Clock = TargetClock.OpeningHours };

    private static List<ReasonShare> Shares(params (string Id, double Share)[] reasons) =>
        [.. reasons.Select(reason => new ReasonShare { Reason = reason.Id, Share = reason.Share })];
}
