using Capacity.Domain.Json;
using Capacity.Domain.Rules;

namespace Capacity.Domain.Tests.Rules;

public class ScenarioRulesTests
{
    [Fact]
    public void Finds_nothing_wrong_with_the_whole_example() => ScenarioRules.Check(Mutation.Whole).ShouldBeEmpty();

    [Fact]
    public void Refuses_to_change_the_breaks_of_a_team_that_has_them_in_its_shifts() =>
        ScenarioJson.Parse(Mutation.Of("/levers/7/team", "\"lille-booking\"")).Errors.ShouldHaveSingleItem().Path.ShouldBe("/levers/7/breaks");

    public static TheoryData<string, string> Scenario => new()
    {
        { "/id", "\"Two words\"" }, { "/id", "\"\"" }, { "/start", "\"2020-03-17\"" }, { "/start", "\"0900-01-01\"" }, { "/weeks", "0" }, { "/weeks", "131" },
        { "/intervalMinutes", "20" }, { "/asOf", "\"2020-09-01\"" }, { "/asOf", "\"2300-01-01\"" }, { "/commonDailyVariation", "-0.1" },
        { "/goalProbability", "1" }, { "/goalProbability", "\"NaN\"" }, { "/network/queues", "[]" },
        { "/openingBacklogs/0/queue", "\"booking-voice\"" }, { "/openingBacklogs/1/queue", "\"customer-email\"" },
        { "/openingBacklogs/0/cases", "-1" }, { "/openingBacklogs/0/oldestDays", "-1" },
    };

    public static TheoryData<string, string> Network => new()
    {
        { "/network/id", "\"-\"" }, { "/network/timeZone", "\"Europe/Pari\"" }, { "/network/sites/0/id", "\"grenoble\"" },
        { "/network/sites/0/timeZone", "\"nowhere\"" }, { "/network/sites/0/seats", "-1" }, { "/network/sites/0/remoteShare", "50" },
        { "/network/reasons/0/firstContactResolution", "1.1" }, { "/network/reasons/0/emotion", "-0.1" }, { "/network/reasons/0/handleTimeFactor", "0" },
        { "/network/reasons/0/lossPerAbandonment", "-1" }, { "/network/teams/0/site", "\"paris\"" }, { "/network/teams/0/headcount", "-3" },
        { "/network/teams/0/contractHours", "0" }, { "/network/teams/0/presenceByHour", "[1,2]" }, { "/network/teams/0/presenceByHour/3", "-1" },
        { "/network/teams/0/shrinkage/leave", "1.2" }, { "/network/teams/0/shrinkage/adherence", "-1" }, { "/network/teams/0/occupancyCeiling", "85" },
        { "/network/teams/0/hourlyCost", "-1" }, { "/network/teams/0/overtimeCeiling", "-1" }, { "/network/teams/0/overtimePremium", "-1" },
        { "/network/teams/0/scheduleNoticeDays", "-1" }, { "/network/teams/0/skills/0/queue", "\"booking-voise\"" },
        { "/network/teams/0/skills/1/queue", "\"booking-voice\"" }, { "/network/teams/0/skills/0/priority", "-1" },
        { "/network/teams/0/skills/0/handleTimeFactor", "0" }, { "/network/teams/0/workingHours/periods/0/day", "\"none\"" },
        { "/network/teams/0/workingHours/periods/0/until", "\"08:00\"" }, { "/network/teams/0/workingHours/periods/1/day", "\"monday\"" },
        { "/network/teams/0/workingHours/closedDates/0", "\"1020-05-01\"" },
    };

    public static TheoryData<string, string> Queues => new()
    {
        { "/network/queues/1/id", "\"booking-voice\"" }, { "/network/queues/0/timeZone", "\"\"" }, { "/network/queues/0/handleTime/meanSeconds", "0" },
        { "/network/queues/0/handleTime/coefficientOfVariation", "-1" }, { "/network/queues/0/handleTime/wrapUpSeconds", "900" },
        { "/network/queues/0/handleTime/recoveryPauseSeconds", "-1" }, { "/network/queues/0/patience/meanSeconds", "0" },
        { "/network/queues/0/patience/coefficientOfVariation", "-1" }, { "/network/queues/0/patience/balking", "2" },
        { "/network/queues/0/goals/serviceLevel", "80" }, { "/network/queues/0/goals/targetSeconds", "-20" },
        { "/network/queues/0/goals/shortAbandonSeconds", "-1" }, { "/network/queues/0/goals/abandonment", "5" },
        { "/network/queues/6/concurrency/maximum", "0" }, { "/network/queues/6/concurrency/stretch", "[1]" },
        { "/network/queues/6/concurrency/stretch/1", "0.5" }, { "/network/queues/6/concurrency/stretch/0", "2" },
        { "/network/queues/0/concurrency", "{}" }, { "/network/queues/0/goals/speedOfAnswerSeconds", "0" },
        { "/network/queues/0/priority", "-1" }, { "/network/queues/0/idleReserve", "-1" }, { "/network/queues/0/reasons/0/reason", "\"nothing\"" },
        { "/network/queues/0/reasons/0/share", "-0.2" }, { "/network/queues/0/redial/probability", "1.5" },
        { "/network/queues/0/redial/maximumAttempts", "0" }, { "/network/queues/0/redial/fastShare", "-1" }, { "/network/queues/0/redial/fastMeanSeconds", "0" },
        { "/network/queues/0/redial/slowMedianSeconds", "0" }, { "/network/queues/0/redial/slowSigma", "-1" }, { "/network/queues/0/redial/longestSeconds", "0" },
        { "/network/queues/0/channelChange/probability", "0.6" }, { "/network/queues/0/channelChange/queue", "\"booking-voice\"" },
        { "/network/queues/0/channelChange/meanSeconds", "0" }, { "/network/queues/0/recontact/probability", "2" },
        { "/network/queues/0/recontact/withinHourShare", "2" }, { "/network/queues/0/recontact/firstDay", "-1" }, { "/network/queues/0/recontact/lastDay", "0.5" },
        { "/network/queues/9/recontact/queue", "\"e-mail\"" }, { "/network/queues/0/chasers", "{\"queue\":\"care-voice\"}" },
        { "/network/queues/7/chasers/perDayFirstWeek", "-1" }, { "/network/queues/7/chasers/perDayLater", "-1" }, { "/network/queues/7/chasers/queue", "\"\"" },
        { "/network/queues/3/escalation/probability", "2" }, { "/network/queues/3/escalation/fromThirdContact", "2" },
        { "/network/queues/3/escalation/queue", "\"refund-voice\"" }, { "/network/queues/0/callback/queue", "\"web-chat\"" },
        { "/network/queues/0/callback/thresholdSeconds", "-1" }, { "/network/queues/0/callback/acceptance", "2" },
        { "/network/queues/6/callback", "{\"queue\":\"refund-callback\"}" },
    };

    public static TheoryData<string, string> Demand => new()
    {
        { "/baselines/0/queue", "\"web-chat\"" }, { "/baselines/0/queue", "\"booking\"" }, { "/baselines/0/dailyVariation", "-1" },
        { "/baselines/0/historicalAmplification", "0.5" }, { "/baselines/0/days/1/day", "\"monday\"" }, { "/baselines/0/days/0/day", "\"none\"" },
        { "/baselines/0/days/0/contacts", "-1" }, { "/baselines/0/days/0/stepMinutes", "7" }, { "/baselines/0/days/0/shape/0", "-1" },
        { "/baselines/0/days/0/shape", "[0,0]" }, { "/announcements/0/id", "\"lockdown\"" }, { "/announcements/0/issuedOn", "\"0020-03-14\"" },
        { "/announcements/0/effectiveFrom", "(remove)" }, { "/announcements/2/branches/0/probability", "0.5" },
        { "/announcements/2/branches/0/effectiveFrom", "\"0020-05-11\"" }, { "/announcements/2/branches/1/id", "\"may\"" },
        { "/suppressions/0/id", "\"no-groups\"" }, { "/suppressions/0/queues/0", "\"bookings\"" }, { "/suppressions/0/share", "55" },
        { "/suppressions/0/deferredShare", "-1" }, { "/suppressions/0/releaseMeanDays", "0" }, { "/suppressions/0/during/untilAnnouncement", "\"opening\"" },
        { "/suppressions/0/during/fromAnnouncement", "\"closing\"" }, { "/suppressions/0/during/until", "\"2020-03-01\"" },
        { "/cohorts/0/id", "\"rebooking\"" }, { "/cohorts/0/date", "(remove)" }, { "/cohorts/2/onAnnouncement", "\"opening\"" }, { "/cohorts/0/customers", "-1" },
        { "/cohorts/0/customersVariation", "-1" }, { "/cohorts/0/contacts/0/queue", "\"x\"" }, { "/cohorts/0/contacts/0/reason", "\"x\"" },
        { "/cohorts/0/contacts/0/perCustomer", "-1" }, { "/cohorts/0/delay/spikeShare", "2" }, { "/cohorts/0/delay/spikeMeanDays", "0" },
        { "/cohorts/0/delay/tailMedianDays", "0" }, { "/cohorts/0/delay/tailSigma", "-1" }, { "/cohorts/0/handleTimeFactor", "0" }, { "/cohorts/0/emotion", "2" },
        { "/obligations/0/cohort", "\"x\"" }, { "/obligations/0/share", "2" }, { "/obligations/0/dueMonths", "-1" }, { "/obligations/0/dueDays", "-1" },
        { "/obligations/1/id", "\"voucher\"" }, { "/obligations/0/kind", "\"gift\"" }, { "/obligations/0/dueOn", "\"0021-09-16\"" },
        { "/obligations/1/queue", "\"x\"" }, { "/obligations/1/queue", "\"booking-voice\"" }, { "/obligations/0/delay/spikeShare", "2" },
        { "/announcements/3/probability", "2" }, { "/announcements/0/probability", "0.5" }, { "/cohorts/2/onAnnouncement", "\"reopening/july\"" },
        { "/events/0/id", "\"\"" }, { "/events/0/during/fromAnnouncement", "\"opening\"" }, { "/events/0/queues/0", "\"x\"" },
        { "/events/0/reasons/0", "\"x\"" }, { "/events/0/change", "-2" }, { "/events/0/fadeMeanDays", "0" },
    };

    public static TheoryData<string, string> SupplyAndLevers => new()
    {
        { "/furloughs/0/id", "\"short-time-groups\"" }, { "/furloughs/0/team", "\"x\"" }, { "/furloughs/0/share", "2" }, { "/furloughs/0/recallNoticeDays", "-1" },
        { "/absenceWaves/0/site", "\"x\"" }, { "/absenceWaves/0/peakShare", "2" }, { "/absenceWaves/0/peakVariation", "-1" },
        { "/levers/0/id", "\"move\"" }, { "/levers/0/from", "(remove)" }, { "/levers/0/until", "\"2020-03-30\"" }, { "/levers/0/team", "\"x\"" },
        { "/levers/0/hoursPerWeek", "-1" }, { "/levers/0/noticeDays", "-1" }, { "/levers/1/fromTeam", "\"x\"" }, { "/levers/1/toTeam", "\"grenoble-activities\"" },
        { "/levers/1/heads", "31" }, { "/levers/1/trainingDays", "-10" }, { "/levers/1/handleTimeFactor", "0" }, { "/levers/2/queue", "\"web-chat\"" },
        { "/levers/2/callbackQueue", "\"web-chat\"" }, { "/levers/2/thresholdSeconds", "-1" }, { "/levers/2/acceptance", "2" }, { "/levers/2/setupDays", "-1" },
        { "/levers/3/reason", "\"x\"" }, { "/levers/3/queues/0", "\"x\"" }, { "/levers/3/share", "2" }, { "/levers/3/resolution", "2" },
        { "/levers/3/returnMeanDays", "0" }, { "/levers/3/returnHandleTimeFactor", "0" }, { "/levers/3/oneOffCost", "-1" },
        { "/levers/7/team", "\"x\"" }, { "/levers/7/breaks", "2" }, { "/levers/7/cohesion", "-0.1" }, { "/levers/7/noticeDays", "-1" },
        { "/levers/7", "{\"kind\":\"shrinkage\",\"id\":\"none\",\"from\":\"2020-03-30\",\"team\":\"nantes-files\"}" },
        { "/occupancyStrain/strainWeeks", "0" }, { "/occupancyStrain/absenceShare", "2" }, { "/occupancyStrain/attritionShare", "-1" },
    };

    public static TheoryData<string, string> People => new()
    {
        { "/costs/chargesShare", "2" }, { "/costs/seatCost", "-1" }, { "/costs/furloughShare", "2" }, { "/costs/subsidyShare", "2" },
        { "/costs/gestures/0/queue", "\"x\"" }, { "/costs/gestures/0/share", "2" }, { "/costs/gestures/0/cost", "-1" },
        { "/costs/budget/0/month", "\"April\"" }, { "/costs/budget/1/month", "\"2020-04\"" }, { "/costs/budget/0/cost", "-1" },
        { "/emotionalLoad/handleTimeFactor", "0" }, { "/emotionalLoad/ceilingFromContacts", "-1" }, { "/emotionalLoad/ceilingLossShare", "2" },
        { "/emotionalLoad/leastCeilingShare", "2" }, { "/emotionalLoad/strainFromContacts", "-1" }, { "/emotionalLoad/strainWeeks", "0" },
        { "/emotionalLoad/absenceShare", "2" }, { "/emotionalLoad/attritionShare", "2" }, { "/network/reasons/0/intensity", "2" },
        { "/network/sites/0/laborRules/pack", "\"germany\"" }, { "/network/sites/0/laborRules/without/0", "\"sundays\"" },
        { "/network/sites/0/laborRules/rules/0/id", "\"\"" }, { "/network/sites/0/laborRules/rules/0/limit", "-1" },
        { "/network/sites/0/laborRules/rules/0/per", "0" }, { "/network/sites/0/laborRules/rules/0/source", "\"\"" },
        { "/network/teams/0/contracts/0/id", "\"part\"" }, { "/network/teams/0/contracts/0/share", "2" },
        { "/network/teams/0/contracts/1/hoursPerWeek", "0" }, { "/network/teams/0/contracts/1/hourlyCost", "-1" },
        { "/network/teams/0/contracts/1/until", "\"0900-01-01\"" }, { "/network/teams/0/contracts/1/share", "0.4" },
        { "/network/teams/0/tenure/0/months", "-1" }, { "/network/teams/0/tenure/0/share", "1.2" },
        { "/network/teams/0/attrition/0/fromMonth", "-1" }, { "/network/teams/0/attrition/0/perYear", "-1" },
        { "/network/teams/0/learning/startEfficiency", "0" }, { "/network/teams/0/learning/startResolution", "0" },
        { "/network/teams/0/learning/months", "-1" }, { "/network/teams/0/shifts/0/id", "\"\"" }, { "/network/teams/0/shifts/0/days", "[]" },
        { "/network/teams/0/shifts/0/days", "[\"monday\",\"monday\"]" }, { "/network/teams/0/shifts/0/until", "\"08:00\"" },
        { "/network/teams/0/shifts/0/weight", "0" }, { "/network/teams/0/shifts/0/breaks/0/minutes", "-1" },
        { "/network/teams/0/shifts/0/breaks/0/at", "\"16:30\"" }, { "/network/teams/0/shrinkage/meetings", "2" },
        { "/network/teams/0/shrinkage/unpaidAbsence", "2" }, { "/siteClosures/0/id", "\"\"" }, { "/siteClosures/0/site", "\"x\"" },
        { "/siteClosures/0/seats", "-1" }, { "/levers/4/team", "\"x\"" }, { "/levers/4/heads", "-1" }, { "/levers/4/hoursPerWeek", "0" },
        { "/levers/4/hourlyCost", "-1" }, { "/levers/4/fillDays", "-1" }, { "/levers/4/trainingDays", "-1" }, { "/levers/4/costPerHead", "-1" },
        { "/levers/4/contract", "\"lease\"" }, { "/levers/5/team", "\"x\"" }, { "/levers/5/heads", "-1" }, { "/levers/5/noticeDays", "-1" },
        { "/levers/6/team", "\"x\"" }, { "/levers/6/queue", "\"groups-voice\"" }, { "/levers/6/heads", "16" }, { "/levers/6/trainingShare", "2" },
        { "/levers/6/handleTimeFactor", "0" }, { "/levers/6/trainingDays", "-1" }, { "/levers/6/costPerHead", "-1" }, { "/levers/6/priority", "-1" },
    };

    public static TheoryData<string, string> RoutingAndHandovers => new()
    {
        { "/network/routing/idleAgent", "\"random\"" }, { "/network/routing/waitingContact", "\"oldest\"" },
        { "/network/lineGroups/0/id", "\"chats\"" }, { "/network/lineGroups/0/lines", "0" }, { "/network/lineGroups/0/queues", "[]" },
        { "/network/lineGroups/0/queues/0", "\"booking\"" }, { "/network/lineGroups/0/queues/0", "\"refund-files\"" },
        { "/network/lineGroups/1/queues/0", "\"booking-voice\"" }, { "/network/queues/0/overflow/afterSeconds", "0" },
        { "/network/queues/0/overflow/queue", "\"booking-voice\"" }, { "/network/queues/7/overflow", "{\"queue\":\"web-chat\"}" },
        { "/network/queues/0/transfer/probability", "2" }, { "/network/queues/0/transfer/queue", "\"x\"" },
        { "/network/queues/0/transfer/handleTimeFactor", "0" }, { "/network/queues/0/callbackTries", "{}" },
        { "/network/queues/10/callbackTries/notReached", "2" }, { "/network/queues/10/callbackTries/secondsPerTry", "0" },
        { "/network/queues/10/callbackTries/retryAfterSeconds", "0" }, { "/network/queues/10/callbackTries/maximumTries", "0" },
        { "/network/queues/0/resolutionFactor", "-1" }, { "/network/queues/1/handleTime/quantiles", "[]" },
        { "/network/queues/0/handleTime/quantiles", "[1,2]" }, { "/network/queues/1/handleTime/quantiles/2", "1" },
        { "/network/queues/1/patience/quantiles", "[0,0]" }, { "/network/queues/0/patience/acceptedWaitSeconds", "0" },
        { "/network/queues/6/concurrency/silentShare", "2" }, { "/network/queues/6/concurrency/timeOutSeconds", "0" },
        { "/network/queues/0/redial/patienceFactor", "0" }, { "/network/queues/3/escalation/perMinuteWaited", "-1" },
        { "/network/teams/0/skills/0/resolutionFactor", "-1" }, { "/network/teams/0/skills/0/afterWaitSeconds", "-1" },
        { "/levers/1/resolutionFactor", "-1" }, { "/levers/3/returnHardShare", "2" },
    };

    public static TheoryData<string, string> Uncertainties => new()
    {
        { "/uncertainties/0/id", "\"refunds\"" }, { "/uncertainties/0/figure", "\"weather\"" }, { "/uncertainties/0/of", "\"x\"" },
        { "/uncertainties/1/of", "\"web-chat\"" }, { "/uncertainties/0/mean", "0" }, { "/uncertainties/0/coefficientOfVariation", "-1" },
        { "/uncertainties/1/low", "-1" }, { "/uncertainties/1/mode", "0.5" }, { "/uncertainties/1/high", "0.9" },
    };

    [Theory]
    [MemberData(nameof(RoutingAndHandovers))]
    [MemberData(nameof(People))]
    [MemberData(nameof(Uncertainties))]
    [MemberData(nameof(Scenario))]
    [MemberData(nameof(Network))]
    [MemberData(nameof(Queues))]
    [MemberData(nameof(Demand))]
    [MemberData(nameof(SupplyAndLevers))]
    public void Names_place_reason_and_mend_of_a_broken_rule(string pointer, string json)
    {
        var parsed = ScenarioJson.Parse(Mutation.Of(pointer, json));
        parsed.Value.ShouldBeNull();
        var error = parsed.Errors.FirstOrDefault(e => e.Path == pointer)
            ?? parsed.Errors.FirstOrDefault(e => pointer.StartsWith(e.Path, StringComparison.Ordinal) || SameList(e.Path, pointer));
        error.ShouldNotBeNull(string.Join('\n', parsed.Errors));
        error.Line.ShouldBeGreaterThan(0);
        error.Column.ShouldBeGreaterThan(0);
        error.Problem.ShouldNotBeNullOrWhiteSpace();
        error.Mend.ShouldNotBeNullOrWhiteSpace();
        foreach (var one in parsed.Errors)
        {
            (one.ProblemFr.Length > 0 && one.ProblemFr != one.Problem).ShouldBeTrue(one.Problem);
            (one.MendFr.Length > 0 && one.MendFr != one.Mend).ShouldBeTrue(one.Mend);
        }
    }

    /// <summary>Of two entries with one name, the later is named, whichever was changed.</summary>
    private static bool SameList(string one, string other) =>
        one.Split('/')[^1] == other.Split('/')[^1] && one.Split('/').Length == other.Split('/').Length && one.Split('/')[1] == other.Split('/')[1];

    [Fact]
    public void Refuses_a_shape_that_reaches_beyond_midnight() =>
        ScenarioJson.Parse(Mutation.Of("/baselines/0/days/0/shapeStart", "\"20:00\"")).Errors.ShouldHaveSingleItem().Problem.ShouldContain("midnight");

    [Fact]
    public void Refuses_a_hyperexponential_patience_that_varies_too_little() =>
        ScenarioJson.Parse(Mutation.Of("/network/queues/0/patience", """{ "law": "hyperexponential", "coefficientOfVariation": 0.5 }"""))
            .Errors.ShouldHaveSingleItem().Path.ShouldBe("/network/queues/0/patience/coefficientOfVariation");

    [Fact]
    public void Suggests_the_id_that_was_meant() =>
        ScenarioJson.Parse(Mutation.Of("/cohorts/0/contacts/0/queue", "\"refund-voise\"")).Errors.ShouldHaveSingleItem().Mend.ShouldContain("'refund-voice'");

    [Fact]
    public void Suggests_the_time_zone_that_was_meant() =>
        ScenarioJson.Parse(Mutation.Of("/network/timeZone", "\"Europe/Pari\"")).Errors.ShouldHaveSingleItem().Mend.ShouldContain("'Europe/Paris'");

    [Fact]
    public void Names_the_Monday_that_was_meant() =>
        ScenarioJson.Parse(Mutation.Of("/start", "\"2020-03-18\"")).Errors.ShouldHaveSingleItem().Mend.ShouldContain("2020-03-16");
}
