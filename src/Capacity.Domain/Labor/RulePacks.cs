using NodaTime;

namespace Capacity.Domain.Labor;

/// <summary>
/// The packs of labor rules. Figures were read in public pages and are to be confirmed by a lawyer before anybody relies on them; each rule
/// names its article or page.
/// </summary>
public static class RulePacks
{
    /// <summary>The law of 8 August 2016 renumbered the working-time articles with effect from 1 January 2017; the limits are older.</summary>
    private static readonly LocalDate Renumbered = new(2017, 1, 1);
    private static readonly LocalDate PartTimeLaw = new(2014, 7, 1);
    private static readonly LocalDate Agreement = new(2002, 4, 12);

    public static IReadOnlyList<LaborRule> France { get; } = Code();
    public static IReadOnlyList<LaborRule> P2st { get; } = Outsourced();

    public static IReadOnlyList<LaborRule> Of(RulePack pack) => pack switch
    {
        RulePack.France => France,
        RulePack.P2st => P2st,
        _ => [],
    };

    private static List<LaborRule> Code() =>
    [
        Law("daily-hours", LaborRuleKind.DailyHours, 10, "L3121-18", "Durée quotidienne", "Daily hours",
            "Au plus 10 h de travail effectif par jour.", "At most 10 h of effective work a day."),
        Law("weekly-hours", LaborRuleKind.WeeklyHours, 48, "L3121-20", "Durée hebdomadaire", "Weekly hours",
            "Au plus 48 h par semaine.", "At most 48 h a week."),
        Law("average-hours", LaborRuleKind.AverageWeeklyHours, 44, "L3121-22", "Moyenne sur 12 semaines", "Mean of 12 weeks",
            "Au plus 44 h par semaine en moyenne sur 12 semaines consécutives.", "At most 44 h a week in the mean of any 12 weeks.") with { Per = 12 },
        Law("daily-rest", LaborRuleKind.DailyRest, 11, "L3131-1", "Repos quotidien", "Daily rest",
            "Au moins 11 h entre deux journées.", "At least 11 h between two days."),
        Law("weekly-rest", LaborRuleKind.WeeklyRest, 35, "L3132-2", "Repos hebdomadaire", "Weekly rest",
            "Au moins 24 h + 11 h de repos consécutif par semaine.", "At least 24 h + 11 h of rest in one piece a week."),
        Law("worked-days", LaborRuleKind.WorkedDays, 6, "L3132-1", "Jours travaillés", "Days worked",
            "Au plus six jours par semaine.", "At most six days a week."),
        Law("amplitude", LaborRuleKind.Amplitude, 13, "L3131-1", "Amplitude", "Span of the day",
            "Au plus 13 h du début à la fin de la journée (24 h moins 11 h).", "At most 13 h from start to end of the day (24 h less 11 h)."),
        Law("break", LaborRuleKind.Sequence, 6, "L3121-16", "Pause après six heures", "Break after six hours",
            "20 min de pause dès 6 h de travail.", "A break of 20 min for 6 h of work.") with { Per = 20 },
        Law("yearly-overtime", LaborRuleKind.YearlyOvertime, 220, "D3121-24", "Contingent annuel", "Yearly overtime",
            "220 heures supplémentaires par an, sauf accord.", "220 overtime hours a year, unless an agreement says otherwise.") with { Severity = RuleSeverity.Flag },
        Law("overtime-premium", LaborRuleKind.OvertimePremium, 0.25, "L3121-36", "Majoration", "Overtime premium",
            "+25 % pour les huit premières heures, sauf accord (plancher 10 %).", "+25 % for the first eight hours, unless an agreement says otherwise (floor 10 %)."),
        Law("schedule-notice", LaborRuleKind.ScheduleNotice, 7, "L3121-47", "Délai de prévenance", "Schedule notice",
            "Sept jours entre l’annonce et le changement d’horaire.", "Seven days between telling people and the change of schedule."),
        Law("part-time", LaborRuleKind.PartTimeMinimum, 24, "L3123-27", "Temps partiel", "Part time",
            "Au moins 24 h par semaine, sauf accord ou demande du salarié.", "At least 24 h a week, unless an agreement or the employee says otherwise.") with
        {
            Severity = RuleSeverity.Flag, ValidFrom = PartTimeLaw,
        },
        Law("sunday", LaborRuleKind.SundayHours, 0, "L3132-3", "Repos dominical", "Sunday rest",
            "Le repos est donné le dimanche, sauf dérogation.", "Rest is given on Sunday, unless exempted.") with { Severity = RuleSeverity.Flag },
        Law("night", LaborRuleKind.NightDayHours, 8, "L3122-2, L3122-6", "Travail de nuit", "Night work",
            "Au plus 8 h pour une journée qui touche la nuit (21 h – 6 h).", "At most 8 h for a day that reaches into the night (21:00–06:00).") with
        {
            From = new LocalTime(21, 0), Until = new LocalTime(6, 0),
        },
        Law("may-day", LaborRuleKind.MayDayHours, 0, "L3133-4", "1er mai", "First of May",
            "Le 1er mai est chômé.", "Nobody works on the first of May.") with { Severity = RuleSeverity.Flag },
    ];

    private static List<LaborRule> Outsourced()
    {
        var own = new List<LaborRule>
        {
            Branch("sequence", LaborRuleKind.Sequence, 3, "Séquence de travail", "Sequence of work",
                "Au plus 3 h de travail sans pause.", "At most 3 h of work without a break.") with { Per = 10 },
            Branch("paid-break", LaborRuleKind.PaidBreak, 10, "Pause payée", "Paid break",
                "10 min par 2 h ou 15 min par 3 h de travail (la Cour de cassation, 20 juin 2013, compte aussi le déjeuner : lecture stricte ici).",
                "10 min in 2 h or 15 min in 3 h of work (the Cour de cassation, 20 June 2013, counts lunch as well: read strictly here).") with
            {
                Per = 2, OrLimit = 15, OrPer = 3, Severity = RuleSeverity.Flag,
            },
            Branch("lunch", LaborRuleKind.Lunch, 45, "Déjeuner", "Lunch", "Au moins 45 min entre 11 h et 15 h.", "At least 45 min between 11:00 and 15:00.") with
            {
                From = new LocalTime(11, 0), Until = new LocalTime(15, 0),
            },
            Branch("yearly-overtime", LaborRuleKind.YearlyOvertime, 70, "Contingent annuel", "Yearly overtime",
                "70 heures supplémentaires par an.", "70 overtime hours a year.") with { Scope = RuleScope.WithoutModulation },
            Branch("yearly-overtime-modulated", LaborRuleKind.YearlyOvertime, 90, "Contingent annuel", "Yearly overtime",
                "90 heures supplémentaires par an avec modulation.", "90 overtime hours a year with modulation.") with { Scope = RuleScope.WithModulation },
            Branch("high-week", LaborRuleKind.HighWeek, 42, "Semaine haute", "Strong week",
                "Au plus 42 h par semaine en modulation.", "At most 42 h a week where time is modulated.") with { Scope = RuleScope.WithModulation },
            Branch("low-week", LaborRuleKind.LowWeek, 20, "Semaine basse", "Weak week",
                "Au moins 20 h par semaine en modulation.", "At least 20 h a week where time is modulated.") with { Scope = RuleScope.WithModulation },
            Branch("part-time", LaborRuleKind.PartTimeMinimum, 23, "Temps partiel", "Part time",
                "Au moins 23 h par semaine.", "At least 23 h a week.") with { Severity = RuleSeverity.Flag },
            Branch("schedule-notice", LaborRuleKind.ScheduleNotice, 7, "Délai de prévenance", "Schedule notice",
                "Sept jours ouvrés, trois en cas de circonstances exceptionnelles avec contrepartie.",
                "Seven working days, three in exceptional circumstances against compensation."),
        };
        return [.. Code().Where(rule => own.All(other => other.Id != rule.Id)), .. own];
    }

    private static LaborRule Law(string id, LaborRuleKind kind, double limit, string article, string nameFr, string nameEn, string fr, string en) =>
        Rule(id, kind, limit, $"Code du travail, {article} [S]", nameFr, nameEn, fr, en) with { ValidFrom = Renumbered };

    private static LaborRule Branch(string id, LaborRuleKind kind, double limit, string nameFr, string nameEn, string fr, string en) =>
        Rule(id, kind, limit, "CCN des prestataires de services du secteur tertiaire (IDCC 2098), centres d’appels; sudp2st.org, "
            + "my-conventioncollective.fr [S]", nameFr, nameEn, fr, en) with { ValidFrom = Agreement };

    private static LaborRule Rule(string id, LaborRuleKind kind, double limit, string source, string nameFr, string nameEn, string fr, string en) => new()
    {
        Id = id,
        Kind = kind,
        Limit = limit,
        Source = source,
        Name = LocalizedText.Of(nameFr, nameEn),
        Text = LocalizedText.Of(fr, en),
    };
}
