using Capacity.Domain.Networks;
using Capacity.Domain.Supply;
using Capacity.Numerics.Estimation;
using NodaTime;

namespace Capacity.Forecasting.Calibration;

/// <summary>Estimates the parameters of MODEL: patience, handle time, redial, change of channel, resolution, recontact and daily variation.</summary>
public static class ModelCalibration
{
    /// <summary>Every queue of a log.</summary>
    /// <param name="log">Contacts.</param>
    /// <param name="network">Hours, channels and the factors of reasons and teams, which are taken out of handle time and resolution; null: none.</param>
    /// <param name="cancellationToken">Looked at between queues.</param>
    public static CalibrationReport Of(ContactLog log, Network? network = null, CancellationToken cancellationToken = default)
    {
        var queues = new List<QueueEstimate>();
        var learning = Learning(log, network);
        foreach (var queue in Enumerable.Range(0, log.Contacts.Count).GroupBy(number => log.Contacts[number].Queue).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            queues.Add(Queue(log, queue.Key, [.. queue], network, learning));
        }
        return new CalibrationReport
        {
            Contacts = log.Contacts.Count,
            First = log.Contacts.Count > 0 ? log.Contacts[0].Offered : default,
            Last = log.End,
            Persons = log.HasPersons ? log.Contacts.Select(contact => contact.Person).Distinct(StringComparer.Ordinal).Count() : 0,
            Queues = queues,
            Reasons = Reasons(log, network),
            Learning = learning,
            CommonDailyVariation = CommonVariationFit.Of(Enumerable.Range(0, log.Contacts.Count).GroupBy(number => log.Contacts[number].Queue)
                .Select(queue => FirstContacts(log, [.. queue], Zone(network?.Queues.FirstOrDefault(one => one.Id == queue.Key), network))
                    .ToDictionary(day => day.Date, day => day.Contacts))),
        };
    }

    private static QueueEstimate Queue(
        ContactLog log, string id, List<int> numbers, Network? network, IReadOnlyDictionary<string, LearningEstimate> learning)
    {
        var definition = network?.Queues.FirstOrDefault(queue => queue.Id == id);
        var hours = Hours(log, numbers, definition, network);
        var isLive = definition?.Channel is null or Channel.Voice or Channel.Chat;
        var (redial, returns) = (new RedialFit(log, hours), new ResolutionFit(log, hours));
        var knows = numbers.Exists(number => log.Contacts[number].IsResolved is not null);
        foreach (var number in numbers)
        {
            var contact = log.Contacts[number];
            if (isLive && contact.IsUnanswered)
                redial.Add(number);
            else if (contact.Outcome == LoggedOutcome.Answered && !log.IsHandedOn(number) && contact.IsResolved is not true)
                returns.Add(number);
        }
        return new QueueEstimate
        {
            Queue = id,
            Contacts = numbers.Count,
            Patience = isLive ? PatienceFit.Of(Waits(log, numbers, hours)) : null,
            HandleTime = definition?.Channel == Channel.Chat ? null : HandleTimeFit.Of(HandleTimes(log, numbers, network, definition, learning)),
            Concurrency = definition?.Channel is null or Channel.Chat
                ? ConcurrencyFit.Of(numbers.Select(number => log.Contacts[number]).Where(Served), contact => Factors(network, contact, definition)) : null,
            Redial = redial.Estimate(),
            Recontact = returns.Estimate(knows),
            DailyVariation = DailyVariationFit.Of(FirstContacts(log, numbers, Zone(definition, network))),
        };
    }

    /// <summary>Waits of first attempts: those who try again may be the impatient ones, and their patience may have changed.</summary>
    private static CensoredWaits Waits(ContactLog log, List<int> numbers, QueueHours hours)
    {
        var waits = new CensoredWaits();
        foreach (var number in numbers)
        {
            var contact = log.Contacts[number];
            if (log.AttemptOf(number) == 1 && contact.Outcome != LoggedOutcome.Blocked)
                waits.Add(contact.Wait, contact.Outcome == LoggedOutcome.Abandoned && (contact.Wait <= 0 || !hours.IsClosing(contact.WaitEnd)));
        }
        return waits;
    }

    /// <summary>Handle times without what reason and team multiply. Chats are left out: in them handle time stretches with what else is in hand.</summary>
    private static IEnumerable<double> HandleTimes(
        ContactLog log, List<int> numbers, Network? network, Queue? definition, IReadOnlyDictionary<string, LearningEstimate> learning)
    {
        foreach (var number in numbers)
            if (log.Contacts[number] is { Outcome: LoggedOutcome.Answered, Handle: > 0 } contact && !log.IsHandedOn(number))
                yield return contact.Handle / Factors(network, contact, definition) * Efficiency(network, contact, learning);
    }

    /// <summary>What reason and skill multiply of a contact's handle time.</summary>
    private static double Factors(Network? network, LoggedContact contact, Queue? definition) =>
        (Reason(network, contact)?.HandleTimeFactor ?? 1) * (Skill(network, contact, definition)?.HandleTimeFactor ?? 1);

    private static bool Served(LoggedContact contact) => contact.Outcome is LoggedOutcome.Answered or LoggedOutcome.StillServed;

    private static double Efficiency(Network? network, LoggedContact contact, IReadOnlyDictionary<string, LearningEstimate> learning) =>
        contact.Tenure is { } months && learning.TryGetValue(contact.Team, out var estimate)
            ? new LearningCurve
            {
                StartEfficiency = estimate.StartEfficiency.Value, Months = estimate.Months.Value, Shape = ShapeOf(network, contact.Team),
            }.Efficiency(months) : 1;

    private static LearningShape ShapeOf(Network? network, string team) =>
        network?.Teams.FirstOrDefault(one => one.Id == team)?.Learning?.Shape ?? LearningShape.Linear;

    private static Dictionary<string, LearningEstimate> Learning(ContactLog log, Network? network)
    {
        var estimates = new Dictionary<string, LearningEstimate>(StringComparer.Ordinal);
        var told = log.Contacts.Where(contact => contact is { Tenure: not null, Outcome: LoggedOutcome.Answered, Handle: > 0 } && !string.IsNullOrEmpty(contact.Team)
            && network?.Queues.FirstOrDefault(queue => queue.Id == contact.Queue)?.Channel != Channel.Chat);
        foreach (var team in told.GroupBy(contact => contact.Team, StringComparer.Ordinal))
            if (LearningFit.Of(team.Select(contact => (contact.Queue, contact.Tenure!.Value, contact.Handle
                    / Factors(network, contact, network?.Queues.FirstOrDefault(queue => queue.Id == contact.Queue)))), ShapeOf(network, team.Key)) is { } estimate)
                estimates[team.Key] = estimate;
        return estimates;
    }

    private static IEnumerable<(LocalDate Date, double Contacts)> FirstContacts(ContactLog log, List<int> numbers, DateTimeZone zone) =>
        numbers.Where(number => log.IsFirst[number]).GroupBy(number => log.Contacts[number].Offered.InZone(zone).Date)
            .Select(day => (day.Key, (double)day.Count()));

    /// <summary>Σ resolved ÷ Σ factors of queue and team; without the log's word, who did not come back within the window counts.</summary>
    private static List<ReasonEstimate> Reasons(ContactLog log, Network? network)
    {
        var reasons = new List<ReasonEstimate>();
        var served = Enumerable.Range(0, log.Contacts.Count).Where(
            number => log.Contacts[number].Outcome == LoggedOutcome.Answered && !string.IsNullOrEmpty(log.Contacts[number].Reason) && !log.IsHandedOn(number));
        foreach (var reason in served.GroupBy(number => log.Contacts[number].Reason).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var numbers = reason.ToList();
            var factor = numbers.Average(number => Factor(network, log.Contacts[number]));
            if (numbers.TrueForAll(number => log.Contacts[number].IsResolved is not null))
                reasons.Add(new ReasonEstimate(reason.Key, numbers.Count, Divided(
                    IntervalEstimate.OfShare(numbers.Count(number => log.Contacts[number].IsResolved is true), numbers.Count), factor), false));
            else if (log.HasPersons)
            {
                var returns = new ResolutionFit(log, Hours(log, numbers, null, network));
                numbers.ForEach(returns.Add);
                if (returns.Estimate(false) is { } estimate)
                    reasons.Add(new ReasonEstimate(reason.Key, numbers.Count, Divided(new IntervalEstimate(
                        1 - estimate.Probability.Value, 1 - estimate.Probability.High, 1 - estimate.Probability.Low), factor), true));
            }
        }
        return reasons;
    }

    private static IntervalEstimate Divided(IntervalEstimate share, double factor) =>
        new(Math.Min(1, share.Value / factor), Math.Min(1, share.Low / factor), Math.Min(1, share.High / factor));

    private static double Factor(Network? network, LoggedContact contact)
    {
        var queue = network?.Queues.FirstOrDefault(one => one.Id == contact.Queue);
        return (queue?.ResolutionFactor ?? 1) * (Skill(network, contact, queue)?.ResolutionFactor ?? 1);
    }

    private static Reason? Reason(Network? network, LoggedContact contact) => network?.Reasons.FirstOrDefault(reason => reason.Id == contact.Reason);

    private static Skill? Skill(Network? network, LoggedContact contact, Queue? queue) =>
        network?.Teams.FirstOrDefault(team => team.Id == contact.Team)?.Skills.FirstOrDefault(skill => skill.Queue == queue?.Id);

    private static QueueHours Hours(ContactLog log, List<int> numbers, Queue? definition, Network? network) => definition is not null
        ? QueueHours.Of(definition, log.Contacts[0].Offered, log.End)
        : QueueHours.Seen(numbers.Select(number => log.Contacts[number].Offered), Zone(null, network), log.Contacts[0].Offered, log.End);

    private static DateTimeZone Zone(Queue? queue, Network? network) =>
        DateTimeZoneProviders.Tzdb[queue?.TimeZone ?? network?.TimeZone ?? "Europe/Paris"];
}
