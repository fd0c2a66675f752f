using Capacity.Domain;
using Capacity.Domain.Demand;
using Capacity.Domain.Scenarios;
using Capacity.Domain.Supply;
using Microsoft.Extensions.Localization;
using Period = Capacity.Domain.Demand.Period;

namespace Capacity.Dashboard.Views;

/// <summary>What happens in a scenario as forms: news, customers, promises, price and policy, kept-back demand, absence.</summary>
public sealed class ScenarioEditor(Scenario scenario, IStringLocalizer text)
{
    private static readonly EditedList<Announcement> News = new(one => one.Announcements, (one, list) => one with { Announcements = list });
    private static readonly EditedList<Cohort> Cohorts = new(one => one.Cohorts, (one, list) => one with { Cohorts = list });
    private static readonly EditedList<Obligation> Promises = new(one => one.Obligations, (one, list) => one with { Obligations = list });
    private static readonly EditedList<DemandEvent> Events = new(one => one.Events, (one, list) => one with { Events = list });
    private static readonly EditedList<Suppression> Suppressions = new(one => one.Suppressions, (one, list) => one with { Suppressions = list });
    private static readonly EditedList<AbsenceWave> Waves = new(one => one.AbsenceWaves, (one, list) => one with { AbsenceWaves = list });

    private static string Language => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>Every part, from what is announced to who is ill.</summary>
    public IReadOnlyList<EditedSection> Sections() =>
    [
        Section("Announcements", scenario.Announcements.Select(Announcement), News.Add(one => new Announcement
        {
            Id = NewId("announcement", one.Announcements.Select(a => a.Id)), Name = New("AnnouncementNew"), IssuedOn = one.AsOf, EffectiveFrom = one.AsOf,
            Certainty = Certainty.Rumour, Probability = 0.5,
        })),
        Section("Cohorts", scenario.Cohorts.Select(Cohort), Cohorts.Add(one => new Cohort
        {
            Id = NewId("cohort", one.Cohorts.Select(c => c.Id)), Name = New("CohortNew"), Date = one.AsOf, Customers = 1000, Contacts = [Contact(one)],
        })),
        Section("Promises", scenario.Obligations.Select(Promise)),
        Section("Events", scenario.Events.Select(Event), Events.Add(one => new DemandEvent
        {
            Id = NewId("event", one.Events.Select(e => e.Id)), Name = New("EventNew"), During = new Period { From = one.AsOf, Until = one.AsOf.PlusWeeks(2) }, Change = 0.1,
        })),
        Section("Suppressions", scenario.Suppressions.Select(Suppression), Suppressions.Add(one => new Suppression
        {
            Id = NewId("suppression", one.Suppressions.Select(s => s.Id)), Share = 0.3, During = new Period { From = one.AsOf, Until = one.AsOf.PlusWeeks(4) },
        })),
        Section("Absence", scenario.AbsenceWaves.Select(Wave), scenario.Network.Sites.Count == 0 ? null : Waves.Add(one => new AbsenceWave
        {
            Id = NewId("wave", one.AbsenceWaves.Select(w => w.Id)), Site = one.Network.Sites[0].Id, PeakShare = 0.2,
            During = new Period { From = one.AsOf, Until = one.AsOf.PlusWeeks(4) },
        })),
    ];

    private EditedSection Section(string key, IEnumerable<EditedItem> items, Func<Scenario, Scenario>? add = null) => new(
        key, text[key], text[key + ".Note"], [.. items], add is null ? [] : [new EditedAction(key + ".Add", text[key + ".Add"], add)]);

    private EditedItem Announcement(Announcement announcement, int place)
    {
        FieldMaker<Announcement> make = new(scenario, text, News, place);
        return new EditedItem(announcement.Id, Title(announcement.Name, announcement.Id), Summary(announcement),
        [
            .. make.Names(announcement.Name, (one, name) => one with { Name = name }),
            make.Choice("Certainty", announcement.Certainty, (one, value) => one with { Certainty = value, Probability = value == Certainty.InForce ? 1 : one.Probability }),
            make.Share("Probability", announcement.Probability, (one, value) => one with { Probability = value ?? 1 }),
            make.Date("IssuedOn", announcement.IssuedOn, (one, day) => one with { IssuedOn = day ?? one.IssuedOn }),
            .. announcement.Branches.Count > 0 ? [] : (EditedField[])[make.Date("EffectiveFrom", announcement.EffectiveFrom, (one, day) => one with { EffectiveFrom = day ?? one.EffectiveFrom })],
            make.Words("Source", announcement.Source, (one, value) => one with { Source = value }),
        ])
        {
            Parts = [.. announcement.Branches.Select((branch, i) => Branch(make, announcement, branch, i))],
            Adds = [new("branch", text["BranchAdd"], News.Change(place, WithBranch))],
            Remove = News.Remove(place),
            Cancels = announcement.Certainty == Certainty.Cancelled ? null : announcement.Id,
        };
    }

    private EditedItem Branch(FieldMaker<Announcement> make, Announcement announcement, AnnouncementBranch branch, int i)
    {
        Announcement With(Announcement one, Func<AnnouncementBranch, AnnouncementBranch> change) =>
            one with { Branches = [.. one.Branches.Select((old, at) => at == i ? change(old) : old)] };
        int place = scenario.Announcements.ToList().IndexOf(announcement);
        return new EditedItem($"{announcement.Id}/{branch.Id}", text["Branch", branch.Id], "",
        [
            make.Date("EffectiveFrom", branch.EffectiveFrom, (one, day) => With(one, old => old with { EffectiveFrom = day ?? old.EffectiveFrom })),
            make.Share("BranchProbability", branch.Probability, (one, value) => With(one, old => old with { Probability = value ?? 0 })),
        ])
        {
            Remove = News.Change(place, one => one with { Branches = [.. one.Branches.Where((_, at) => at != i)] }),
        };
    }

    private EditedItem Cohort(Cohort cohort, int place)
    {
        FieldMaker<Cohort> make = new(scenario, text, Cohorts, place);
        return new EditedItem(cohort.Id, Title(cohort.Name, cohort.Id), text["CohortSummary", Figures.Number(cohort.Customers), Figures.Number(cohort.Contacts.Sum(c => c.PerCustomer), 2)],
        [
            .. make.Names(cohort.Name, (one, name) => one with { Name = name }),
            make.Number("Customers", cohort.Customers, (one, value) => one with { Customers = value ?? 0 }, "Customers", 0, 1e8),
            make.Share("CustomersVariation", cohort.CustomersVariation, (one, value) => one with { CustomersVariation = value ?? 0 }, 0, 300),
            make.Date("Date", cohort.Date, (one, day) => one with { Date = day }),
            make.Choice("OnAnnouncement", cohort.OnAnnouncement ?? "", (one, value) => one with { OnAnnouncement = FieldMaker<Cohort>.Absent(value) }, make.News()),
            make.Number("HandleTimeFactor", cohort.HandleTimeFactor, (one, value) => one with { HandleTimeFactor = value ?? 1 }, "Times", 0.01, 20),
            make.Share("Emotion", cohort.Emotion, (one, value) => one with { Emotion = value }) with { Placeholder = text["OfReason"] },
            .. Kernel(make, cohort.Delay, (one, delay) => one with { Delay = delay }),
            make.Words("Source", cohort.Source, (one, value) => one with { Source = value }),
        ])
        {
            Parts = Contacts(make, cohort.Id, cohort.Contacts, (one, contacts) => one with { Contacts = contacts }, place, Cohorts),
            Adds =
            [
                new("contact", text["ContactAdd"], Cohorts.Change(place, one => one with { Contacts = [.. one.Contacts, Contact(scenario)] })),
                .. PromiseKinds.Select(kind => new EditedAction($"promise.{kind}", text[$"PromiseAdd.{kind}"], WithPromise(cohort, kind))),
            ],
            Remove = Cohorts.Remove(place),
        };
    }

    private static ObligationKind[] PromiseKinds => [ObligationKind.Voucher, ObligationKind.Refund, ObligationKind.Stay, ObligationKind.Complaint];

    /// <summary>A promise of which only the kind and the cohort are said: the rest follows from them.</summary>
    private Func<Scenario, Scenario> WithPromise(Cohort cohort, ObligationKind kind) => Promises.Add(one => new Obligation
    {
        Id = NewId(kind.ToString().ToLowerInvariant(), one.Obligations.Select(o => o.Id)), Kind = kind, Cohort = cohort.Id,
        Name = LocalizedText.Of(In("fr", $"ObligationKind.{kind}"), In("en", $"ObligationKind.{kind}")),
    });

    private EditedItem Promise(Obligation promise, int place)
    {
        FieldMaker<Obligation> make = new(scenario, text, Promises, place);
        UsualTerms usual = ObligationTerms.Usual(promise.Kind);
        return new EditedItem(promise.Id, Title(promise.Name, promise.Id), text[$"ObligationKind.{promise.Kind}"],
        [
            .. make.Names(promise.Name, (one, name) => one with { Name = name }),
            make.Choice("Kind", promise.Kind, (one, value) => one with { Kind = value }),
            make.Choice("Cohort", promise.Cohort, (one, value) => one with { Cohort = value }, scenario.Cohorts.Select(one => (one.Id, Title(one.Name, one.Id)))),
            make.Share("Holders", promise.Share, (one, value) => one with { Share = value ?? 1 }),
            make.Number("DueMonths", promise.DueMonths, (one, value) => one with { DueMonths = (int?)value }, "Months", 0, 240, Figures.Number(usual.Months)),
            make.Number("DueDays", promise.DueDays, (one, value) => one with { DueDays = (int?)value }, "Days", 0, 7320, Figures.Number(usual.Days)),
            make.Date("DueOn", promise.DueOn, (one, day) => one with { DueOn = day }),
            make.Choice("CaseQueue", promise.Queue ?? "", (one, value) => one with { Queue = FieldMaker<Obligation>.Absent(value) }, make.DeferredQueues()),
            make.Words("Source", promise.Source, (one, value) => one with { Source = value }) with { Placeholder = usual.Source },
        ])
        {
            Parts = Contacts(make, promise.Id, promise.Contacts, (one, contacts) => one with { Contacts = contacts }, place, Promises),
            Adds = [new("contact", text["ContactAdd"], Promises.Change(place, one => one with { Contacts = [.. one.Contacts, Contact(scenario)] }))],
            Remove = Promises.Remove(place),
        };
    }

    private EditedItem Event(DemandEvent happening, int place)
    {
        FieldMaker<DemandEvent> make = new(scenario, text, Events, place);
        return new EditedItem(happening.Id, Title(happening.Name, happening.Id), Figures.Signed(happening.Change * 100) + Figures.Percent(0)[1..],
        [
            .. make.Names(happening.Name, (one, name) => one with { Name = name }),
            make.Choice("EventKind", happening.Kind, (one, value) => one with { Kind = value }),
            make.Share("Change", happening.Change, (one, value) => one with { Change = value ?? 0 }, -100, 10_000),
            make.Number("FadeMeanDays", happening.FadeMeanDays, (one, value) => one with { FadeMeanDays = value }, "Days", 0.1, 3660, text["Never"]),
            .. make.Days(happening.During, (one, during) => one with { During = during }),
            make.Several("Queues", happening.Queues, (one, queues) => one with { Queues = queues }, make.Queues()),
            make.Several("Reasons", happening.Reasons, (one, reasons) => one with { Reasons = reasons }, make.Reasons()),
            make.Words("Source", happening.Source, (one, value) => one with { Source = value }),
        ])
        {
            Remove = Events.Remove(place),
        };
    }

    private EditedItem Suppression(Suppression suppression, int place)
    {
        FieldMaker<Suppression> make = new(scenario, text, Suppressions, place);
        return new EditedItem(suppression.Id, suppression.Id, text["SuppressionSummary", Figures.Percent(suppression.Share), Figures.Percent(suppression.DeferredShare)],
        [
            make.Share("KeptShare", suppression.Share, (one, value) => one with { Share = value ?? 0 }),
            make.Share("DeferredShare", suppression.DeferredShare, (one, value) => one with { DeferredShare = value ?? 0 }),
            make.Number("ReleaseMeanDays", suppression.ReleaseMeanDays, (one, value) => one with { ReleaseMeanDays = value ?? 21 }, "Days", 0.1, 3660),
            make.Choice("ReleaseLaw", suppression.ReleaseLaw, (one, value) => one with { ReleaseLaw = value }),
            make.Several("Queues", suppression.Queues, (one, queues) => one with { Queues = queues }, make.Queues()),
            .. make.Days(suppression.During, (one, during) => one with { During = during }),
        ])
        {
            Remove = Suppressions.Remove(place),
        };
    }

    private EditedItem Wave(AbsenceWave wave, int place)
    {
        FieldMaker<AbsenceWave> make = new(scenario, text, Waves, place);
        string site = scenario.Network.Sites.FirstOrDefault(one => one.Id == wave.Site)?.Name.In(Language) ?? wave.Site;
        return new EditedItem(wave.Id, site, text["WaveSummary", Figures.Percent(wave.PeakShare)],
        [
            make.Choice("Site", wave.Site, (one, value) => one with { Site = value }, scenario.Network.Sites.Select(one => (one.Id, one.Name.In(Language)))),
            make.Share("PeakShare", wave.PeakShare, (one, value) => one with { PeakShare = value ?? 0 }),
            make.Share("PeakVariation", wave.PeakVariation, (one, value) => one with { PeakVariation = value ?? 0 }, 0, 300),
            .. make.Days(wave.During, (one, during) => one with { During = during }),
        ])
        {
            Remove = Waves.Remove(place),
        };
    }

    private static IEnumerable<EditedField> Kernel<T>(FieldMaker<T> make, DelayKernel delay, Func<T, DelayKernel, T> write) =>
    [
        make.Share("SpikeShare", delay.SpikeShare, (one, value) => write(one, delay with { SpikeShare = value ?? 0 })),
        make.Number("SpikeMeanDays", delay.SpikeMeanDays, (one, value) => write(one, delay with { SpikeMeanDays = value ?? 1 }), "Days", 0.01, 3660),
        make.Number("TailMedianDays", delay.TailMedianDays, (one, value) => write(one, delay with { TailMedianDays = value ?? 12 }), "Days", 0.01, 3660),
        make.Number("TailSigma", delay.TailSigma, (one, value) => write(one, delay with { TailSigma = value ?? 0.8 }), "", 0, 5),
    ];

    private EditedItem[] Contacts<T>(
        FieldMaker<T> make, string owner, IReadOnlyList<ContactPropensity> contacts, Func<T, IReadOnlyList<ContactPropensity>, T> write, int place, EditedList<T> list)
    {
        return [.. contacts.Select((contact, i) => new EditedItem($"{owner}.{i}", text["Contact", i + 1], "",
        [
            make.Choice("Queue", contact.Queue, (one, value) => With(one, i, contact with { Queue = value }), make.Queues()),
            make.Choice("Reason.Field", contact.Reason, (one, value) => With(one, i, contact with { Reason = value }), make.Reasons()),
            make.Number("PerCustomer", contact.PerCustomer, (one, value) => With(one, i, contact with { PerCustomer = value ?? 0 }), "PerCustomer", 0, 100),
        ])
        {
            Remove = list.Change(place, one => write(one, [.. contacts.Where((_, at) => at != i)])),
        })];

        T With(T one, int i, ContactPropensity changed) => write(one, [.. contacts.Select((old, at) => at == i ? changed : old)]);
    }

    private string Summary(Announcement announcement) => announcement.Certainty == Certainty.Cancelled
        ? text["Certainty.Cancelled"]
        : text["AnnouncementSummary", text[$"Certainty.{announcement.Certainty}"], Figures.Percent(announcement.Probability), Effects(announcement.Id)];

    /// <summary>How many parts of the scenario hang on an announcement or one of its branches.</summary>
    private int Effects(string id)
    {
        bool Names(string? name) => name == id || name?.StartsWith(id + "/", StringComparison.Ordinal) == true;
        bool Hangs(Period during) => Names(during.FromAnnouncement) || Names(during.UntilAnnouncement);
        return scenario.Cohorts.Count(cohort => cohort.Date is null && Names(cohort.OnAnnouncement)) + scenario.Suppressions.Count(one => Hangs(one.During))
            + scenario.Events.Count(one => Hangs(one.During)) + scenario.Furloughs.Count(one => Hangs(one.During)) + scenario.AbsenceWaves.Count(one => Hangs(one.During));
    }

    /// <summary>Another branch takes half the probability of the last one; the first two share evenly.</summary>
    private static Announcement WithBranch(Announcement one)
    {
        if (one.Branches.Count == 0)
            return one with { Branches = [new() { Id = "early", EffectiveFrom = one.EffectiveFrom, Probability = 0.5 }, new() { Id = "late", EffectiveFrom = one.EffectiveFrom.PlusWeeks(3), Probability = 0.5 }] };
        AnnouncementBranch last = one.Branches[^1], half = last with { Probability = last.Probability / 2 };
        return one with { Branches = [.. one.Branches.SkipLast(1), half, half with { Id = NewId("branch", one.Branches.Select(b => b.Id)), EffectiveFrom = last.EffectiveFrom.PlusWeeks(3) }] };
    }

    private static ContactPropensity Contact(Scenario scenario) =>
        new() { Queue = scenario.Network.Queues[0].Id, Reason = scenario.Network.Reasons.Select(reason => reason.Id).FirstOrDefault(""), PerCustomer = 0.1 };

    /// <summary>An id of a kind that is not taken yet.</summary>
    internal static string NewId(string kind, IEnumerable<string> taken)
    {
        HashSet<string> known = [.. taken];
        return Enumerable.Range(1, known.Count + 1).Select(number => number == 1 ? kind : $"{kind}-{number}").First(id => !known.Contains(id));
    }

    private static string Title(LocalizedText name, string id) => name.In(Language) is { Length: > 0 } known ? known : id;

    private LocalizedText New(string key) => LocalizedText.Of(In("fr", key), In("en", key));

    // A new entry is named in both languages, whichever the reader uses; both texts stand under keys of their own.
    private string In(string language, string key) => text[$"{key}.{language}"];
}
