using Capacity.Domain.Demand;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Simulation.Models;

/// <summary>One way in which all open announcements turn out: the effective date of each, and the course's probability.</summary>
public sealed class Course
{
    readonly Dictionary<string, LocalDate?> _dates;

    Course(int number, double probability, Dictionary<string, LocalDate?> dates, LocalDate horizon)
    {
        Number = number;
        Probability = probability;
        _dates = dates;
        Horizon = horizon;
    }

    /// <summary>Mixed-radix number of the outcomes taken.</summary>
    public int Number { get; }

    /// <summary>Product of the probabilities of the outcomes taken.</summary>
    public double Probability { get; }

    /// <summary>The day after the last one, at which periods without an end finish.</summary>
    internal LocalDate Horizon { get; }

    /// <summary>How many courses a scenario has.</summary>
    public static int CountOf(Scenario scenario) => (int)Math.Min(int.MaxValue, AnnouncementCourses.Count(scenario.Announcements));

    internal static Course Of(Scenario scenario, int number, LocalDate horizon)
    {
        var dates = new Dictionary<string, LocalDate?>(StringComparer.Ordinal);
        var probability = 1.0;
        var rest = number;
        foreach (var announcement in scenario.Announcements)
        {
            var outcomes = announcement.Outcomes();
            var outcome = outcomes[rest % outcomes.Count];
            rest /= outcomes.Count;
            probability *= outcome.Probability;
            dates[announcement.Id] = outcome.EffectiveFrom;
            if (outcome.Branch.Length > 0)
                dates[AnnouncementNames.Of(announcement.Id, outcome.Branch)] = outcome.EffectiveFrom;
        }

        return new Course(number, probability, dates, horizon);
    }

    /// <summary>The course that uniform numbers (0–1), one per open announcement, cancelled or not, select.</summary>
    internal static int NumberOf(Scenario scenario, Func<int, double> uniformOf)
    {
        int number = 0, radix = 1, index = 0;
        foreach (var announcement in scenario.Announcements.Where(announcement => announcement.IsOpen()))
        {
            var outcomes = announcement.Outcomes();
            var left = uniformOf(index++);
            var place = 0;
            while (place < outcomes.Count - 1 && left >= outcomes[place].Probability)
                left -= outcomes[place++].Probability;
            number += radix * place;
            radix *= outcomes.Count;
        }

        return number;
    }

    /// <summary>The day from which an announcement, or the branch that is named, has effect; null where it does not come.</summary>
    public LocalDate? DateOf(string announcement) => _dates.GetValueOrDefault(announcement);

    /// <summary>A period's first day and the day after its last; null where it never begins.</summary>
    internal (LocalDate From, LocalDate Until)? Resolve(Capacity.Domain.Demand.Period period, LocalDate earliest)
    {
        var from = period.From ?? (period.FromAnnouncement is { } begins ? DateOf(begins) : earliest);
        if (from is not { } first)
            return null;
        var until = period.Until ?? (period.UntilAnnouncement is { } ends ? DateOf(ends) : null) ?? Horizon;
        return until > first ? (first, until) : null;
    }
}
