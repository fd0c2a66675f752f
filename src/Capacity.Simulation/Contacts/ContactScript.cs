using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>Contacts with given times, service and patience instead of drawn ones, in order of arrival: exact traces are checked with it.</summary>
internal sealed record ContactScript(IReadOnlyList<ScriptedContact> Contacts);

/// <summary>One scripted contact; times in seconds.</summary>
internal readonly record struct ScriptedContact(double Arrival, int Queue, double Service, double Patience);

/// <summary>How a contact ended.</summary>
internal enum ContactOutcome
{
    Answered,
    Abandoned,
    Blocked,
    TransferredOut,
}

/// <summary>What the engine tells about one contact at its outcome, in the order of outcomes.</summary>
internal readonly record struct ContactTrace(
    ulong Key, int Queue, ContactOrigin Origin, double Arrival, ContactOutcome Outcome, double Moment, int Pool);
