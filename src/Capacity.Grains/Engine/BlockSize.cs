using Capacity.Domain.Scenarios;

namespace Capacity.Grains.Engine;

/// <summary>
/// How many replications one block holds: decided by the scenario alone, so that blocks never depend on a machine's speed.
/// </summary>
internal static class BlockSize
{
    /// <summary>Contacts of a block at most, so that it takes about two seconds at half a million contacts a second.</summary>
    private const double MostContacts = 1e6;

    public static int Of(Scenario scenario)
    {
        var perWeek = scenario.Baselines.Sum(baseline => baseline.Days.Sum(day => day.Contacts));
        var cohorts = scenario.Cohorts.Sum(cohort => cohort.Customers * cohort.Contacts.Sum(contact => contact.PerCustomer));

        // What service makes come back doubles the fresh contacts of a crisis.
        var contacts = 2 * ((perWeek * scenario.Weeks) + cohorts);
        return contacts * 16 <= MostContacts ? 16 : contacts * 4 <= MostContacts ? 4 : 1;
    }
}
