using Capacity.Domain.Demand;
using Capacity.Domain.Scenarios;

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
        book.Identifiers("/siteClosures", "site closure", scenario.SiteClosures.Select(closure => closure.Id));
        NetworkRules.Each("/siteClosures", scenario.SiteClosures, (at, closure) =>
        {
            book.Reference($"{at}/site", "site", closure.Site, names.Sites);
            DemandRules.Period(book, $"{at}/during", closure.During, announcements);
            book.Between($"{at}/seats", closure.Seats, 0, int.MaxValue, " seats");
        });
    }
}
