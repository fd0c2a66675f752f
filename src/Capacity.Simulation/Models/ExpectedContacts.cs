namespace Capacity.Simulation.Models;

/// <summary>
/// Expected contacts of one flow of a queue by interval: a number for each local date, spread in the date's shape. Shapes are the queue's and
/// shared by its flows, so that a flow takes memory by day and not by interval.
/// </summary>
/// <param name="profile">Shapes of the queue's days.</param>
/// <param name="contacts">Expected contacts by number of the local date, as the profile counts dates.</param>
internal sealed class ExpectedContacts(DayProfile profile, double[] contacts)
{
    public DayProfile Profile => profile;

    public double[] ByDate => contacts;

    /// <summary>Expected contacts in an interval.</summary>
    public double this[int interval]
    {
        get
        {
            var weight = profile.WeightAt(interval, out var date);
            return weight * contacts[date];
        }
    }

    /// <summary>No contact is expected at all.</summary>
    public bool IsEmpty => !contacts.Where((expected, date) => expected > 0 && profile.CanCome(date)).Any();
}
