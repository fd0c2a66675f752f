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

    /// <summary>Mixed-radix number of the branches taken.</summary>
    public int Number { get; }

    /// <summary>Product of the probabilities of the branches taken.</summary>
    public double Probability { get; }

    /// <summary>The day after the last one, at which periods without an end finish.</summary>
    internal LocalDate Horizon { get; }

    /// <summary>How many courses a scenario has: the product of its numbers of branches.</summary>
    public static int CountOf(Scenario scenario) =>
        scenario.Announcements.Where(a => a.Branches.Count > 0).Aggregate(1, (count, a) => checked(count * a.Branches.Count));

    internal static Course Of(Scenario scenario, int number, LocalDate horizon)
    {
        var dates = new Dictionary<string, LocalDate?>(StringComparer.Ordinal);
        var probability = 1.0;
        var rest = number;
        foreach (var announcement in scenario.Announcements)
        {
            var date = announcement.EffectiveFrom;
            if (announcement.Branches.Count > 0)
            {
                var branch = announcement.Branches[rest % announcement.Branches.Count];
                rest /= announcement.Branches.Count;
                date = branch.EffectiveFrom;
                probability *= branch.Probability;
            }

            dates[announcement.Id] = announcement.Certainty == Certainty.Cancelled ? null : date;
        }

        return new Course(number, probability, dates, horizon);
    }

    /// <summary>The course that uniform numbers (0–1), one per announcement with branches, select.</summary>
    internal static int NumberOf(Scenario scenario, Func<int, double> uniformOf)
    {
        int number = 0, radix = 1, index = 0;
        foreach (var announcement in scenario.Announcements.Where(a => a.Branches.Count > 0))
        {
            var left = uniformOf(index++);
            var branch = 0;
            while (branch < announcement.Branches.Count - 1 && left >= announcement.Branches[branch].Probability)
                left -= announcement.Branches[branch++].Probability;
            number += radix * branch;
            radix *= announcement.Branches.Count;
        }

        return number;
    }

    /// <summary>The day from which an announcement has effect; null where it is cancelled or unknown.</summary>
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
