using Capacity.Domain.Demand;
using Capacity.Domain.Costs;
using Capacity.Domain.Scenarios;
using NodaTime.Text;

namespace Capacity.Domain.Rules;

/// <summary>What short-time work, absence waves and site closures must satisfy.</summary>
internal static class SupplyRules
{
    public static void Check(RuleBook book, Scenario scenario, NetworkNames names)
    {
        var announcements = AnnouncementNames.All(scenario.Announcements);
        book.Identifiers("/furloughs", "furlough", scenario.Furloughs.Select(furlough => furlough.Id));
        NetworkRules.Each("/furloughs", scenario.Furloughs, (at, furlough) =>
        {
            book.Reference($"{at}/team", "team", furlough.Team, names.Teams);
            DemandRules.Period(book, $"{at}/during", furlough.During, announcements);
            book.Share($"{at}/share", furlough.Share);
            book.Between($"{at}/recallNoticeDays", furlough.RecallNoticeDays, 0, 365, " days");
        });
        book.Identifiers("/absenceWaves", "absence wave", scenario.AbsenceWaves.Select(wave => wave.Id));
        NetworkRules.Each("/absenceWaves", scenario.AbsenceWaves, (at, wave) =>
        {
            book.Reference($"{at}/site", "site", wave.Site, names.Sites);
            DemandRules.Period(book, $"{at}/during", wave.During, announcements);
            book.Share($"{at}/peakShare", wave.PeakShare);
            book.Between($"{at}/peakVariation", wave.PeakVariation, 0, 3);
        });
        if (scenario.Costs is { } costs)
            Costs(book, costs, names);
        if (scenario.EmotionalLoad is { } load)
        {
            book.Positive("/emotionalLoad/handleTimeFactor", load.HandleTimeFactor, 20);
            book.Between("/emotionalLoad/ceilingFromContacts", load.CeilingFromContacts, 0, 1000);
            book.Share("/emotionalLoad/ceilingLossShare", load.CeilingLossShare);
            book.Share("/emotionalLoad/leastCeilingShare", load.LeastCeilingShare);
            book.Between("/emotionalLoad/strainFromContacts", load.StrainFromContacts, 0, 1000);
            book.Between("/emotionalLoad/strainWeeks", load.StrainWeeks, 1, 52, " weeks");
            book.Share("/emotionalLoad/absenceShare", load.AbsenceShare);
            book.Share("/emotionalLoad/attritionShare", load.AttritionShare);
        }
        if (scenario.OccupancyStrain is { } strain)
        {
            book.Between("/occupancyStrain/strainWeeks", strain.StrainWeeks, 1, 52, " weeks");
            book.Share("/occupancyStrain/absenceShare", strain.AbsenceShare);
            book.Share("/occupancyStrain/attritionShare", strain.AttritionShare);
        }
        book.Identifiers("/siteClosures", "site closure", scenario.SiteClosures.Select(closure => closure.Id));
        NetworkRules.Each("/siteClosures", scenario.SiteClosures, (at, closure) =>
        {
            book.Reference($"{at}/site", "site", closure.Site, names.Sites);
            DemandRules.Period(book, $"{at}/during", closure.During, announcements);
            book.Between($"{at}/seats", closure.Seats, 0, int.MaxValue, " seats");
        });
    }

    private static void Costs(RuleBook book, CostRates costs, NetworkNames names)
    {
        book.Share("/costs/chargesShare", costs.ChargesShare);
        book.Between("/costs/seatCost", costs.SeatCost, 0, 1e6, " euros");
        book.Share("/costs/furloughShare", costs.FurloughShare);
        book.Share("/costs/subsidyShare", costs.SubsidyShare);
        NetworkRules.Each("/costs/gestures", costs.Gestures, (at, gesture) =>
        {
            book.Reference($"{at}/queue", "queue", gesture.Queue, names.Queues);
            book.Share($"{at}/share", gesture.Share);
            book.Between($"{at}/cost", gesture.Cost, 0, 1e6, " euros");
        });
        var seen = new HashSet<string>(StringComparer.Ordinal);
        NetworkRules.Each("/costs/budget", costs.Budget, (at, month) =>
        {
            book.Require(YearMonthPattern.Iso.Parse(month.Month).Success, $"{at}/month", $"'{month.Month}' is not a month.", "Write a month like \"2020-04\".",
                $"« {month.Month} » n’est pas un mois.", "Écrivez un mois comme 2020-04.");
            book.Require(seen.Add(month.Month), $"{at}/month", $"'{month.Month}' has two budgets.", "Join them into one.",
                $"« {month.Month} » a deux budgets.", "Réunissez les deux.");
            book.Between($"{at}/cost", month.Cost, 0, 1e12, " euros");
        });
    }
}
