using Capacity.Domain.Labor;
using Capacity.Domain.Networks;

namespace Capacity.Domain.Samples;

/// <summary>Sites, teams and reasons of the example. Sizes are assumptions (FIELD grade A); learning, cost and shrinkage keep the defaults.</summary>
internal static class HorizonsNetwork
{
    public static Network Create(HorizonsHours hours) => new()
    {
        Id = "horizons",
        Name = LocalizedText.Of("Horizons, séjours et activités", "Horizons, stays and activities"),
        Sites = Sites(),
        Teams = Teams(hours),
        Queues = HorizonsQueues.All(hours),
        Reasons = Reasons(),
    };

    private static List<Site> Sites() =>
    [
        new() { Id = "lille", Name = LocalizedText.Of("Lille", "Lille"), Seats = 64, RemoteShare = 0.5, LaborRules = Law() },
        new() { Id = "grenoble", Name = LocalizedText.Of("Grenoble", "Grenoble"), Seats = 36, RemoteShare = 0.3, LaborRules = Law() },
        new() { Id = "nantes", Name = LocalizedText.Of("Nantes", "Nantes"), Seats = 40, RemoteShare = 0.5, LaborRules = Law() },
    ];

    /// <summary>The sites are the operator's own, so that the labor code holds and the agreement of outsourced centers does not.</summary>
    private static SiteRules Law() => new() { Pack = RulePack.France };

    private static List<Team> Teams(HorizonsHours hours) =>
    [
        Team("lille-booking", "Réservations", "Bookings", "lille", 38, hours.Counter(), Skill("booking-voice"), Skill("web-chat", 2)),
        Team("lille-refunds", "Annulations et remboursements", "Cancellations and refunds", "lille", 23, hours.Counter(),
            Skill("refund-voice"), Skill("refund-callback", 2)),
        Team("lille-messages", "Courriels et réseaux sociaux", "E-mail and social media", "lille", 28, hours.Counter(),
            Skill("social", 1), Skill("customer-email", 2)),
        Team("grenoble-activities", "Ski et activités", "Ski and activities", "grenoble", 30, hours.Counter(), Skill("activities-voice")),
        Team("grenoble-groups", "Groupes et comités d’entreprise", "Groups and works councils", "grenoble", 15, hours.Business(),
            Skill("groups-voice")),
        Team("nantes-care", "Assistance séjour", "Help during the stay", "nantes", 18, HorizonsHours.Stay(), Skill("care-voice")),
        Team("nantes-complaints", "Réclamations", "Complaints", "nantes", 19, hours.Counter(),
            Skill("complaint-voice"), Skill("complaint-email", 2)),
        Team("nantes-files", "Dossiers de remboursement", "Refund files", "nantes", 10, hours.Office(), Skill("refund-files")) with
        {
            // Customers' files leave on time because people work through breaks, training and team time: the other side pays.
            Shrinkage = new Shrinkage { Breaks = 0.02, Training = 0, Cohesion = 0 },
        },
    ];

    private static Team Team(string id, string fr, string en, string site, double heads, OpeningHours hours, params Skill[] skills) => new()
    {
        Id = id,
        Name = LocalizedText.Of(fr, en),
        Site = site,
        Headcount = heads,
        WorkingHours = hours,
        PresenceByHour = HorizonsShapes.Presence(),
        Skills = skills,
    };

    private static Skill Skill(string queue, int priority = 1, double factor = 1) =>
        new() { Queue = queue, Priority = priority, HandleTimeFactor = factor };

    /// <summary>
    /// Resolution is around the 70 % of FIELD (SQM, grade S), higher where one answer settles the matter; handle-time factors lie
    /// in FIELD's bracket for emotional reasons, 1.15–1.6 (grade C); losses are assumptions (grade A).
    /// </summary>
    private static List<Reason> Reasons() =>
    [
        Reason("booking", "Réserver un séjour", "Book a stay", 0.85, 0.02, 1, 14),
        Reason("change", "Reporter ou modifier", "Postpone or change", 0.75, 0.10, 1.05, 8),
        Reason("activity", "Ski, cours et activités", "Ski, lessons and activities", 0.85, 0.02, 1, 6),
        Reason("group", "Groupes et contrats", "Groups and contracts", 0.75, 0.04, 1, 40),
        Reason("stay", "Aide pendant le séjour", "Help during the stay", 0.80, 0.08, 1, 4),
        Reason("refund-request", "Demander un remboursement", "Ask for a refund", 0.65, 0.25, 1.15, 3),
        Reason("refund-status", "Où en est mon remboursement ?", "Where is my refund?", 0.70, 0.20, 0.85, 2),
        Reason("voucher", "Questions sur l’avoir", "Questions on the voucher", 0.75, 0.15, 1, 2),
        Reason("complaint", "Réclamation", "Complaint", 0.60, 0.50, 1.3, 18),
    ];

    private static Reason Reason(string id, string fr, string en, double resolution, double emotion, double handle, double loss) => new()
    {
        Id = id,
        Name = LocalizedText.Of(fr, en),
        FirstContactResolution = resolution,
        Emotion = emotion,
        HandleTimeFactor = handle,
        LossPerAbandonment = loss,
    };
}
