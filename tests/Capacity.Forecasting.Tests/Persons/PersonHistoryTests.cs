using Capacity.Domain.Networks;
using Capacity.Forecasting.History;
using Capacity.Forecasting.Persons;
using Capacity.Forecasting.Tests.Calibration;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using NodaTime;

namespace Capacity.Forecasting.Tests.Persons;

public class PersonHistoryTests
{
    /// <summary>Half-hour counts of the known center's line as a telephony system exports them, and the fresh contacts that only the simulator knows.</summary>
    private static (HistorySeries History, double Fresh) Simulated(int replication)
    {
        var model = SimulationModel.Compile(KnownCenter.Scenario());
        var (counts, fresh) = (new SortedDictionary<LocalDateTime, (double Offered, double Answered, double Blocked)>(), 0);
        for (var day = 0; day < 28; day++)
            for (var slot = 16; slot < 40; slot++)
                counts[new LocalDate(2020, 6, 1).PlusDays(day).AtMidnight().PlusMinutes(30 * slot)] = default;
        ContactRecording.Run(model, 3, replication, new RecordingOptions(), record =>
        {
            if (record.Queue != 0)
                return;
            var local = (model.Timeline.Start + Duration.FromSeconds(record.Offered)).InZone(model.Timeline.Zone).LocalDateTime;
            var start = local.Date.AtMidnight().PlusMinutes((local.Hour * 60 + local.Minute) / 30 * 30);
            var (offered, answered, blocked) = counts[start];
            var isBlocked = record.Fate == ContactFate.Blocked;
            counts[start] = (offered + (isBlocked ? 0 : 1), answered + (record.Fate is ContactFate.Answered or ContactFate.StillServed ? 1 : 0), blocked + (isBlocked ? 1 : 0));
            fresh += record.Origin == ContactOrigin.Fresh ? 1 : 0;
        });
        return (new HistorySeries
        {
            IntervalMinutes = 30,
            Starts = [.. counts.Keys],
            Counts = [.. counts.Values.Select(count => count.Offered)],
            Outcomes = [.. counts.Values.Select(count => new HistoryOutcome(count.Answered, double.NaN, count.Blocked, double.NaN))],
        }, fresh);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fresh_contacts_of_a_simulated_history_come_back_within_three_percent(int replication)
    {
        var (history, fresh) = Simulated(replication);
        var laws = ReturnLaws.Of(KnownCenter.Line, KnownCenter.Scenario().Network.Reasons);
        var persons = PersonHistory.Of(history, laws);
        persons.Basis.ShouldBe(PersonBasis.Outcomes);
        persons.Series.Counts.Sum().ShouldBe(fresh, 0.03 * fresh);
        history.Counts.Sum().ShouldBeGreaterThan(1.2 * fresh);
    }

    [Fact]
    public void By_caller_references_a_day_s_callers_are_its_persons()
    {
        var history = new HistorySeries
        {
            IntervalMinutes = 1440,
            Starts = [new LocalDateTime(2020, 3, 16, 0, 0), new LocalDateTime(2020, 3, 17, 0, 0)],
            Counts = [900, 400],
            Outcomes = [new HistoryOutcome(300, 600, double.NaN, 420), new HistoryOutcome(300, 100, double.NaN, 350)],
        };
        var persons = PersonHistory.Of(history, new ReturnLaws(new RedialLaw()));
        persons.Basis.ShouldBe(PersonBasis.Callers);
        persons.Series.Counts.ShouldBe([420, 350]);
    }

    [Fact]
    public void Without_outcomes_every_contact_is_a_person()
    {
        var history = new HistorySeries { IntervalMinutes = 30, Starts = [new LocalDateTime(2020, 3, 16, 9, 0)], Counts = [40] };
        PersonHistory.Of(history, new ReturnLaws(RedialLaw.Of(new Redial()))).ShouldBe(new PersonHistory(history, PersonBasis.Attempts, 1));
    }

    [Fact]
    public void Who_would_call_at_night_calls_in_the_first_two_hours_of_the_morning()
    {
        bool[] open = [.. Enumerable.Range(0, 48).Select(slot => slot is < 4 or >= 24)];
        var came = new double[48];
        DelayShares.Land(came, 10, 8, open, 30);
        came[24..28].ShouldBe([2, 2, 2, 2]);
        came.Sum().ShouldBe(8);
    }
}
