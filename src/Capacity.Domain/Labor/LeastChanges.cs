using System.Globalization;

namespace Capacity.Domain.Labor;

/// <summary>The least change that mends a broken rule, in one line of French and of English.</summary>
internal static class LeastChanges
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static LocalizedText Of(LaborRule rule, double figure, double limit)
    {
        var by = Math.Abs(figure - limit);
        return rule.Kind switch
        {
            LaborRuleKind.DailyHours or LaborRuleKind.NightDayHours => Both("Raccourcir la journée de {0} h.", "Shorten the day by {0} h.", by),
            LaborRuleKind.WeeklyHours or LaborRuleKind.HighWeek => Both("Retirer {0} h de la semaine.", "Take {0} h out of the week.", by),
            LaborRuleKind.AverageWeeklyHours => Both("Retirer {0} h sur les {1} semaines.", "Take {0} h out of the {1} weeks.", by * rule.Per, rule.Per),
            LaborRuleKind.DailyRest => Both("Commencer {0} h plus tard le lendemain.", "Start {0} h later the next day.", by),
            LaborRuleKind.WeeklyRest => Both("Allonger un repos de {0} h.", "Lengthen one rest by {0} h.", by),
            LaborRuleKind.WorkedDays => Both("Libérer {0} jour(s) de la semaine.", "Free {0} day(s) of the week.", by),
            LaborRuleKind.Amplitude => Both("Rapprocher début et fin de {0} h.", "Bring start and end {0} h closer.", by),
            LaborRuleKind.Sequence => Both("Placer une pause {0} h plus tôt.", "Place a break {0} h earlier.", by),
            LaborRuleKind.PaidBreak => Both("Ajouter {0} min de pause payée.", "Add {0} min of paid break.", by),
            LaborRuleKind.Lunch => Both("Allonger le déjeuner de {0} min.", "Lengthen lunch by {0} min.", by),
            LaborRuleKind.YearlyOvertime => Both("Retirer {0} heures supplémentaires dans l’année.", "Take {0} overtime hours out of the year.", by),
            LaborRuleKind.OvertimePremium => Both("Relever la majoration de {0} points.", "Raise the premium by {0} points.", by * 100),
            LaborRuleKind.LowWeek => Both("Ajouter {0} h à la semaine.", "Add {0} h to the week.", by),
            LaborRuleKind.ScheduleNotice => Both("Prévenir {0} jour(s) ouvré(s) plus tôt.", "Tell people {0} working day(s) earlier.", by),
            LaborRuleKind.PartTimeMinimum => Both("Porter le contrat à {1} h.", "Raise the contract to {1} h.", by, limit),
            LaborRuleKind.SundayHours => Both("Libérer {0} h du dimanche.", "Free {0} h of the Sunday.", by),
            LaborRuleKind.MayDayHours => Both("Libérer le 1er mai.", "Free the first of May.", by),
            _ => new LocalizedText(),
        };
    }

    private static LocalizedText Both(string fr, string en, params double[] figures) => LocalizedText.Of(Fill(fr, figures, French), Fill(en, figures, English));

    private static string Fill(string text, double[] figures, CultureInfo culture) =>
        string.Format(culture, text, [.. figures.Select(figure => (object)figure.ToString("#,0.##", culture))]);
}
