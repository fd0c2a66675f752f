using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Capacity.Forecasting.Calibration;
using Capacity.Forecasting.History;
using Capacity.Simulation.Models;
using Capacity.Simulation.Records;
using NodaTime;

namespace Capacity.Planning.Replays;

/// <summary>A past that never was: contacts and counts as a telephony system would have recorded them of a simulated scenario.</summary>
/// <remarks>One replication. Whoever shows it says that it is synthetic.</remarks>
public static class SyntheticPast
{
    private const int Minutes = 30;

    /// <summary>Every contact offered before a day, with all that a log can tell.</summary>
    /// <param name="scenario">Begins where the past does.</param>
    /// <param name="until">First local day that has not been.</param>
    /// <param name="seed">Equal seeds make equal pasts.</param>
    public static ContactLog Log(Scenario scenario, LocalDate until, ulong seed)
    {
        var model = SimulationModel.Compile(scenario);
        var end = model.Timeline.Zone.AtStartOfDay(until).ToInstant();
        var contacts = new List<LoggedContact>();
        ContactRecording.Run(model, seed, 0, new RecordingOptions(), record =>
        {
            var contact = Contact(record, model);
            if (contact.Offered < end)
                contacts.Add(contact);
        });
        return new ContactLog(contacts);
    }

    /// <summary>Half-hour counts with handle times and outcomes of every queue before a day; open intervals without a contact are there, with 0.</summary>
    /// <inheritdoc cref="Log"/>
    public static IReadOnlyDictionary<string, HistorySeries> Histories(Scenario scenario, LocalDate until, ulong seed)
    {
        var (log, zone) = (Log(scenario, until, seed), DateTimeZoneProviders.Tzdb[scenario.Network.TimeZone]);
        return scenario.Network.Queues.ToDictionary(
            queue => queue.Id, queue => Whole(queue, LoggedHistory.Of(log, queue.Id, zone, Minutes), scenario.Start, until));
    }

    private static LoggedContact Contact(ContactRecord record, SimulationModel model)
    {
        var network = model.Scenario.Network;
        return new LoggedContact
        {
            Offered = model.Timeline.Start + Duration.FromSeconds(record.Offered),
            Queue = network.Queues[record.Queue].Id,
            Outcome = Enum.Parse<LoggedOutcome>(record.Fate.ToString()),
            Wait = record.Wait,
            Handle = record.Team < 0 ? double.NaN : record.Handle,
            Person = record.Person.ToString("x16"),
            Reason = record.Reason < network.Reasons.Count ? network.Reasons[record.Reason].Id : "",
            Team = record.Team < 0 ? "" : network.Teams[record.Team].Id,
            Agent = record.Agent < 0 ? "" : record.Agent.ToString(System.Globalization.CultureInfo.InvariantCulture),
            IsTimedOut = record.IsTimedOut,
            Attempt = record.Attempt,
            Origin = record.Origin switch
            {
                ContactOrigin.Fresh => LoggedOrigin.First,
                ContactOrigin.Redial => LoggedOrigin.Redial,
                ContactOrigin.Recontact => LoggedOrigin.Recontact,
                ContactOrigin.ChannelChange => LoggedOrigin.ChannelChange,
                ContactOrigin.Transfer or ContactOrigin.Escalation => LoggedOrigin.HandedOn,
                _ => LoggedOrigin.Other,
            },
            IsResolved = record.Fate == ContactFate.Answered ? record.IsResolved : null,
        };
    }

    private static HistorySeries Whole(Queue queue, HistorySeries came, LocalDate start, LocalDate until)
    {
        var place = came.Starts.Select((moment, i) => (moment, i)).ToDictionary(pair => pair.moment, pair => pair.i);
        // Callbacks are asked for while somebody answers.
        var atAnyHour = queue.Channel.IsDeferred() && queue.Channel is not Channel.Callback;
        var starts = Enumerable.Range(0, Period.DaysBetween(start, until) * 1440 / Minutes)
            .Select(step => start.AtMidnight().PlusMinutes(step * (long)Minutes))
            .Where(moment => place.ContainsKey(moment) || atAnyHour || queue.OpeningHours.IsOpen(moment)).ToList();
        return new HistorySeries
        {
            IntervalMinutes = Minutes,
            Starts = starts,
            Counts = starts.ConvertAll(moment => place.TryGetValue(moment, out var i) ? came.Counts[i] : 0),
            HandleSeconds = starts.ConvertAll(moment => place.TryGetValue(moment, out var i) ? came.HandleSeconds[i] : double.NaN),
            Outcomes = starts.ConvertAll(moment => place.TryGetValue(moment, out var i) ? came.Outcomes[i] : new HistoryOutcome(0, 0, 0, double.NaN)),
        };
    }
}
