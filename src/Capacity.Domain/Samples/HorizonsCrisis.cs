using Capacity.Domain.Demand;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using NodaTime;
using Period = Capacity.Domain.Demand.Period;

namespace Capacity.Domain.Samples;

/// <summary>What befalls the example: announcements, kept-back demand, cancelled bookings, promises, short-time work and illness.</summary>
internal static class HorizonsCrisis
{
    private const string Reopening = "reopening";

    private static readonly Period Lockdown = new() { From = new LocalDate(2020, 3, 17), UntilAnnouncement = Reopening };

    /// <summary>Dates of closure and lockdown are history; the reopening is a rumour on 20 March, with probabilities of ours (grade A).</summary>
    public static List<Announcement> Announcements() =>
    [
        new()
        {
            Id = "closure", Name = LocalizedText.Of("Fermeture des stations et des lieux publics", "Resorts and public places close"),
            IssuedOn = new LocalDate(2020, 3, 14), EffectiveFrom = new LocalDate(2020, 3, 14), Certainty = Certainty.InForce,
        },
        new()
        {
            Id = "lockdown", Name = LocalizedText.Of("Confinement", "Lockdown"),
            IssuedOn = new LocalDate(2020, 3, 16), EffectiveFrom = new LocalDate(2020, 3, 17), Certainty = Certainty.InForce,
        },
        new()
        {
            Id = Reopening, Name = LocalizedText.Of("Réouverture", "Reopening"),
            IssuedOn = new LocalDate(2020, 4, 13), EffectiveFrom = new LocalDate(2020, 5, 11), Certainty = Certainty.Rumour,
            Branches =
            [
                new AnnouncementBranch { Id = "may", EffectiveFrom = new LocalDate(2020, 5, 11), Probability = 0.60 },
                new AnnouncementBranch { Id = "june", EffectiveFrom = new LocalDate(2020, 6, 2), Probability = 0.40 },
            ],
        },
    ];

    /// <summary>Shares are assumptions (grade A); deferred demand comes back with FIELD's mean of 21 days (grade A).</summary>
    public static List<Suppression> Suppressions() =>
    [
        Suppress("no-bookings", 0.55, 0.20, "booking-voice", "web-chat"),
        Suppress("no-activities", 0.92, 0.15, "activities-voice"),
        Suppress("no-groups", 0.75, 0.30, "groups-voice"),
        Suppress("no-stays", 0.80, 0, "care-voice"),
        Suppress("fewer-messages", 0.30, 0.20, "customer-email", "social"),
    ];

    private static Suppression Suppress(string id, double share, double deferred, params string[] queues) =>
        new() { Id = id, Queues = queues, During = Lockdown, Share = share, DeferredShare = deferred };

    public static List<Cohort> Cohorts() =>
    [
        Cancelled("cancelled-march", "48 000 réservations annulées le 16 mars", "48,000 bookings cancelled on 16 March", Horizons.Start,
            48_000, 0,
            "48,000 cancelled bookings: source material. Delays after the airline-complaint and Scottish helpline histories: sharp peak, halved in 8–20 days, long tail [C]. Contacts per booking [A]. Handle time ×1.3 within FIELD's 1.15–1.6 [C]; hard contacts from 10 % to over 20 % [2 Tethr/HBR]."),
        Cancelled("cancelled-spring", "Séjours de printemps annulés (prévision)", "Spring stays cancelled (expected)",
            new LocalDate(2020, 4, 6), 6_000, 0.30,
            "Expected on 20 March if the lockdown is prolonged [A]."),
        new()
        {
            Id = "rebooking", Name = LocalizedText.Of("Séjours reportés à reprogrammer", "Postponed stays to book again"),
            OnAnnouncement = Reopening, Customers = 12_000, CustomersVariation = 0.25,
            Contacts =
            [
                Makes("booking-voice", "change", 0.16),
                Makes("web-chat", "change", 0.08),
                Makes("customer-email", "change", 0.06),
                Makes("activities-voice", "activity", 0.08),
            ],
            Delay = new DelayKernel { SpikeShare = 0.30, SpikeMeanDays = 2, TailMedianDays = 14, TailSigma = 0.8 },
            HandleTimeFactor = 1.1,
            Source = "Operations postponed until the reopening: source material. Number and contacts per stay [A].",
        },
    ];

    private static Cohort Cancelled(string id, string fr, string en, LocalDate date, double customers, double variation, string source) =>
        new()
    {
        Id = id,
        Name = LocalizedText.Of(fr, en),
        Date = date,
        Customers = customers,
        CustomersVariation = variation,
        Contacts =
        [
            Makes("refund-voice", "refund-request", 0.08),
            Makes("refund-voice", "refund-status", 0.26),
            Makes("refund-voice", "voucher", 0.05),
            Makes("customer-email", "refund-request", 0.06),
            Makes("customer-email", "refund-status", 0.13),
            Makes("web-chat", "refund-status", 0.06),
            Makes("social", "complaint", 0.03),
            Makes("complaint-email", "complaint", 0.03),
            Makes("refund-files", "refund-request", 0.18),
        ],
        Delay = new DelayKernel { SpikeShare = 0.22, SpikeMeanDays = 1.5, TailMedianDays = 20, TailSigma = 0.85 },
        HandleTimeFactor = 1.3,
        Emotion = 0.22,
        Source = source,
    };

    public static List<Obligation> Obligations() =>
    [
        new()
        {
            Id = "voucher", Name = LocalizedText.Of("Avoir valable 18 mois", "Voucher valid for 18 months"), Kind = ObligationKind.Voucher,
            Cohort = "cancelled-march", Share = 0.70, DueMonths = 18,
            Contacts = [Makes("booking-voice", "voucher", 0.20), Makes("refund-voice", "voucher", 0.15),
                Makes("customer-email", "voucher", 0.10)],
            Delay = new DelayKernel { SpikeShare = 0.35, SpikeMeanDays = 4, TailMedianDays = 30, TailSigma = 0.9 },
            Source = "Ordonnance 2020-315: voucher for 18 months, then refund; claims from September 2021 to March 2022 [S LCI, Que Choisir]. Share and contacts [A].",
        },
        new()
        {
            Id = "complaint-answer", Name = LocalizedText.Of("Réponse aux réclamations sous deux mois",
                "Complaints answered within two months"),
            Kind = ObligationKind.Complaint, Cohort = "cancelled-march", Share = 0.03, DueMonths = 2, Queue = "complaint-email",
            Contacts = [Makes("complaint-voice", "complaint", 0.20)],
            Delay = new DelayKernel { SpikeShare = 0.50, SpikeMeanDays = 3, TailMedianDays = 14, TailSigma = 0.8 },
            Source = "Answer within two months, then the mediator: ACPR 2022-R-01 for banks and insurers [S], taken as a yardstick. Contacts [A].",
        },
        new()
        {
            Id = "refund", Name = LocalizedText.Of("Remboursement sous 14 jours", "Refund within 14 days"), Kind = ObligationKind.Refund,
            Cohort = "cancelled-march", Share = 0.18, DueDays = 14, Queue = "refund-files",
            Contacts = [Makes("refund-voice", "refund-status", 0)],
            Source = "14 days in common law for cancelled travel [S trajectoires-tourisme]; paid on time it makes no contact, late it is chased [A].",
        },
        new()
        {
            Id = "rebooked-stay", Name = LocalizedText.Of("Séjour reporté d’un an", "Stay moved by a year"), Kind = ObligationKind.Stay,
            Cohort = "rebooking", Share = 0.40,
            Source = "Stays booked again for the same season of the next year. Share, months and contacts [A].",
        },
    ];

    /// <summary>Activity teams on short-time work from the lockdown to the reopening; shares are assumptions (grade A).</summary>
    public static List<Furlough> Furloughs() =>
    [
        new() { Id = "short-time-activities", Team = "grenoble-activities", During = Lockdown, Share = 0.80 },
        new() { Id = "short-time-groups", Team = "grenoble-groups", During = Lockdown, Share = 0.60 },
        new() { Id = "short-time-booking", Team = "lille-booking", During = Lockdown, Share = 0.25 },
    ];

    /// <summary>FIELD: absence up to 40 % (Cognizant, grade S) and about a month to stabilize; here 30 % at the peak.</summary>
    public static List<AbsenceWave> AbsenceWaves() =>
    [
        new()
        {
            Id = "lille-wave", Site = "lille", PeakShare = 0.30,
            During = new Period { From = new LocalDate(2020, 3, 16), Until = new LocalDate(2020, 5, 4) },
        },
    ];

    /// <summary>Cases that the first closures left open before the start (assumption, FIELD grade A).</summary>
    public static List<OpeningBacklog> OpeningBacklogs() =>
    [
        new() { Queue = "customer-email", Cases = 450, OldestDays = 3 },
        new() { Queue = "complaint-email", Cases = 120, OldestDays = 8 },
        new() { Queue = "refund-files", Cases = 600, OldestDays = 9 },
    ];

    private static ContactPropensity Makes(string queue, string reason, double perCustomer) =>
        new() { Queue = queue, Reason = reason, PerCustomer = perCustomer };
}
