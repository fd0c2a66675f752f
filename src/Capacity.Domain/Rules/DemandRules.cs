using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using NodaTime;
using Period = Capacity.Domain.Demand.Period;

namespace Capacity.Domain.Rules;

/// <summary>What baselines, announcements, suppressions, cohorts and obligations must satisfy.</summary>
internal static class DemandRules
{
    public static void Check(RuleBook book, Scenario scenario, NetworkNames names)
    {
        Baselines(book, scenario, names);
        book.Identifiers("/announcements", "announcement", scenario.Announcements.Select(a => a.Id));
        var announcements = AnnouncementNames.All(scenario.Announcements);
        NetworkRules.Each("/announcements", scenario.Announcements, (at, announcement) => Announcement(book, at, announcement));
        Courses(book, AnnouncementCourses.Count(scenario.Announcements));
        book.Identifiers("/suppressions", "suppression", scenario.Suppressions.Select(s => s.Id));
        NetworkRules.Each("/suppressions", scenario.Suppressions, (at, suppression) =>
        {
            book.References($"{at}/queues", "queue", suppression.Queues, names.Queues);
            Period(book, $"{at}/during", suppression.During, announcements);
            book.Share($"{at}/share", suppression.Share);
            book.Share($"{at}/deferredShare", suppression.DeferredShare);
            book.Positive($"{at}/releaseMeanDays", suppression.ReleaseMeanDays, 3660, " days");
        });
        var cohorts = book.Identifiers("/cohorts", "cohort", scenario.Cohorts.Select(c => c.Id));
        NetworkRules.Each("/cohorts", scenario.Cohorts, (at, cohort) => Cohort(book, at, cohort, announcements, names));
        book.Identifiers("/obligations", "obligation", scenario.Obligations.Select(o => o.Id));
        NetworkRules.Each("/obligations", scenario.Obligations, (at, obligation) => Obligation(book, at, obligation, cohorts, names));
        book.Identifiers("/events", "event", scenario.Events.Select(e => e.Id));
        NetworkRules.Each("/events", scenario.Events, (at, happening) => Event(book, at, happening, announcements, names));
    }

    public static void Period(RuleBook book, string path, Period period, IReadOnlyCollection<string> announcements)
    {
        book.Dates(path, period.From, period.Until);
        if (period.FromAnnouncement is { } opening)
            book.Reference($"{path}/fromAnnouncement", "announcement", opening, announcements);
        if (period.UntilAnnouncement is { } closing)
            book.Reference($"{path}/untilAnnouncement", "announcement", closing, announcements);
    }

    private static void Baselines(RuleBook book, Scenario scenario, NetworkNames names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        NetworkRules.Each("/baselines", scenario.Baselines, (at, baseline) =>
        {
            book.Reference($"{at}/queue", "queue", baseline.Queue, names.Queues);
            book.Require(seen.Add(baseline.Queue), $"{at}/queue", $"'{baseline.Queue}' has two baselines.", "Keep one of them.",
                $"« {baseline.Queue} » a deux références.", "Gardez-en une.");
            book.Between($"{at}/dailyVariation", baseline.DailyVariation, 0, 2);
            book.Between($"{at}/levelVariation", baseline.LevelVariation, 0, 2);
            book.Between($"{at}/levelDays", baseline.LevelDays, 0.1, 3660, " days");
            book.Between($"{at}/intradayVariation", baseline.IntradayVariation, 0, 2);
            book.Between($"{at}/intradayCorrelation", baseline.IntradayCorrelation, 0, 0.99);
            book.Between($"{at}/historicalAmplification", baseline.HistoricalAmplification, 1, 20);
            var days = new HashSet<IsoDayOfWeek>();
            NetworkRules.Each($"{at}/days", baseline.Days, (day, profile) =>
            {
                book.Require(profile.Day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday, $"{day}/day",
                    "The day of the week is missing.", "Write one of: monday … sunday.",
                    "Le jour de la semaine manque.", "Écrivez l’un de : monday … sunday.");
                book.Require(days.Add(profile.Day), $"{day}/day", $"{profile.Day} is there twice.",
                    "Keep one profile per day of the week.",
                    $"{profile.Day} y est deux fois.", "Gardez un profil par jour de la semaine.");
                Profile(book, day, profile);
            });
        });
    }

    private static void Profile(RuleBook book, string path, WeekdayProfile profile)
    {
        book.Between($"{path}/contacts", profile.Contacts, 0, 1e7, " contacts a day");
        var fits = profile.StepMinutes is >= 5 and <= 60 && 60 % profile.StepMinutes == 0;
        book.Require(fits, $"{path}/stepMinutes", $"{profile.StepMinutes} minutes do not divide an hour into steps.",
            "Write 5, 6, 10, 12, 15, 20, 30 or 60.",
            $"{profile.StepMinutes} minutes ne divisent pas une heure en pas égaux.", "Écrivez 5, 6, 10, 12, 15, 20, 30 ou 60.");
        if (profile.Shape.Count == 0)
            return;
        for (var i = 0; i < profile.Shape.Count; i++)
            book.Between($"{path}/shape/{i}", profile.Shape[i], 0, 1e9);
        book.Require(profile.Shape.Any(weight => weight > 0), $"{path}/shape", "Every weight of the shape is zero.",
            "Give at least one step a weight above 0, or leave the shape out.",
            "Tous les poids de la forme sont nuls.", "Donnez à un pas au moins un poids au-dessus de 0, ou laissez la forme de côté.");
        var end = profile.ShapeStart.NanosecondOfDay / (60 * 1_000_000_000L) + (long)profile.Shape.Count * profile.StepMinutes;
        book.Require(!fits || end <= 24 * 60, $"{path}/shape", "The shape reaches beyond midnight.",
            "Begin it earlier, or give it fewer steps.",
            "La forme dépasse minuit.", "Commencez-la plus tôt, ou donnez-lui moins de pas.");
    }

    private static void Courses(RuleBook book, double count) => book.Require(count <= AnnouncementCourses.Most, "/announcements",
        $"The announcements that are still open can turn out in {RuleBook.Text(count)} ways together; at most {AnnouncementCourses.Most} are computed.",
        "Cancel or join some, or drop branches: the numbers of their outcomes are multiplied.",
        $"Les annonces encore ouvertes peuvent aboutir de {RuleBook.Text(count)} façons ensemble ; {AnnouncementCourses.Most} au plus sont calculées.",
        "Annulez-en, réunissez-en, ou supprimez des branches : leurs nombres d’issues se multiplient.");

    private static void Announcement(RuleBook book, string path, Announcement announcement)
    {
        book.Date($"{path}/issuedOn", announcement.IssuedOn);
        book.Share($"{path}/probability", announcement.Probability);
        book.Require(announcement.Certainty != Certainty.InForce || announcement.Probability >= 1, $"{path}/probability",
            "What is in force has come: its probability is 1.", "Write 1, or make it 'announced' or 'rumour'.",
            "Ce qui est en vigueur est arrivé : sa probabilité est 1.", "Mettez 100 %, ou « annoncée » ou « rumeur ».");
        if (announcement.Branches.Count == 0)
        {
            book.Date($"{path}/effectiveFrom", announcement.EffectiveFrom);
            return;
        }
        book.Identifiers($"{path}/branches", "branch", announcement.Branches.Select(branch => branch.Id));
        NetworkRules.Each($"{path}/branches", announcement.Branches, (at, branch) =>
        {
            book.Date($"{at}/effectiveFrom", branch.EffectiveFrom);
            book.Share($"{at}/probability", branch.Probability);
        });
        var sum = announcement.Branches.Sum(branch => branch.Probability);
        book.Require(Math.Abs(sum - 1) < 1e-6, $"{path}/branches", $"The probabilities of the branches sum to {RuleBook.Text(sum)}.",
            "One branch comes true: make them sum to 1.",
            $"Les probabilités des branches font {RuleBook.Text(sum)} ensemble.", "Une seule branche se réalise : leur somme doit être 1, soit 100 %.");
    }

    private static void Cohort(RuleBook book, string path, Cohort cohort, IReadOnlyCollection<string> announcements, NetworkNames names)
    {
        if (cohort.Date is { } date)
            book.Date($"{path}/date", date);
        else if (cohort.OnAnnouncement is { } announcement)
            book.Reference($"{path}/onAnnouncement", "announcement", announcement, announcements);
        else
            book.Break(path, "The cohort has no day.", "Give it a 'date', or name an announcement in 'onAnnouncement'.",
                "Ce groupe de clients n’a pas de jour.", "Donnez-lui une date, ou l’annonce dont il dépend.");
        book.Between($"{path}/customers", cohort.Customers, 0, 1e8, " customers");
        book.Between($"{path}/customersVariation", cohort.CustomersVariation, 0, 3);
        Contacts(book, $"{path}/contacts", cohort.Contacts, names);
        Kernel(book, $"{path}/delay", cohort.Delay);
        book.Positive($"{path}/handleTimeFactor", cohort.HandleTimeFactor, 20);
        if (cohort.Emotion is { } emotion)
            book.Share($"{path}/emotion", emotion);
    }

    private static void Obligation(
        RuleBook book, string path, Obligation obligation, IReadOnlyCollection<string> cohorts, NetworkNames names)
    {
        book.Reference($"{path}/cohort", "cohort", obligation.Cohort, cohorts);
        book.Share($"{path}/share", obligation.Share);
        book.Between($"{path}/dueMonths", obligation.DueMonths ?? 0, 0, 240, " months");
        book.Between($"{path}/dueDays", obligation.DueDays ?? 0, 0, 7320, " days");
        if (obligation.DueOn is { } due)
            book.Date($"{path}/dueOn", due);
        Contacts(book, $"{path}/contacts", obligation.Contacts, names);
        if (obligation.Delay is { } delay)
            Kernel(book, $"{path}/delay", delay);
        if (obligation.Queue is not { } queue)
            return;
        book.Reference($"{path}/queue", "queue", queue, names.Queues);
        book.Require(names.ChannelOf(queue) is not { } channel || channel.IsDeferred(), $"{path}/queue",
            $"Contacts of '{queue}' do not wait as cases.", "Name a queue of a deferred channel.",
            $"Les contacts de « {queue} » n’attendent pas comme des dossiers.", "Choisissez une file d’un canal différé.");
    }

    private static void Event(
        RuleBook book, string path, DemandEvent happening, IReadOnlyCollection<string> announcements, NetworkNames names)
    {
        Period(book, $"{path}/during", happening.During, announcements);
        book.References($"{path}/queues", "queue", happening.Queues, names.Queues);
        book.References($"{path}/reasons", "reason", happening.Reasons, names.Reasons);
        book.Between($"{path}/change", happening.Change, -1, 100);
        if (happening.FadeMeanDays is { } fade)
            book.Positive($"{path}/fadeMeanDays", fade, 3660, " days");
    }

    private static void Contacts(RuleBook book, string path, IReadOnlyList<ContactPropensity> contacts, NetworkNames names) =>
        NetworkRules.Each(path, contacts, (at, contact) =>
        {
            book.Reference($"{at}/queue", "queue", contact.Queue, names.Queues);
            book.Reference($"{at}/reason", "reason", contact.Reason, names.Reasons);
            book.Between($"{at}/perCustomer", contact.PerCustomer, 0, 100, " contacts");
        });

    private static void Kernel(RuleBook book, string path, DelayKernel kernel)
    {
        book.Share($"{path}/spikeShare", kernel.SpikeShare);
        book.Positive($"{path}/spikeMeanDays", kernel.SpikeMeanDays, 3660, " days");
        book.Positive($"{path}/tailMedianDays", kernel.TailMedianDays, 3660, " days");
        book.Between($"{path}/tailSigma", kernel.TailSigma, 0, 5);
    }
}
