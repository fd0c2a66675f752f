namespace Capacity.Numerics.Randomness;

/// <summary>
/// What a random stream is drawn for: compared scenarios share their random numbers purpose by purpose, so that a change of one
/// law never shifts the draws of another. The numbers are part of every result's seed: never renumber, only add.
/// </summary>
public enum StreamPurpose : uint
{
    /// <summary>Times of arrival of fresh contacts.</summary>
    Arrivals = 1,

    /// <summary>Patience of a contact.</summary>
    Patience = 2,

    /// <summary>Handle time of a contact.</summary>
    HandleTime = 3,

    /// <summary>Choice among routing alternatives.</summary>
    Routing = 4,

    /// <summary>Whether an abandoned contact tries again, changes channel or is lost.</summary>
    AfterAbandonment = 5,

    /// <summary>Delay before a redial.</summary>
    RedialDelay = 6,

    /// <summary>Whether a served contact is resolved.</summary>
    Resolution = 7,

    /// <summary>Delay before a recontact.</summary>
    RecontactDelay = 8,

    /// <summary>Change of channel and its delay.</summary>
    ChannelChange = 9,

    /// <summary>Contacts chasing an overdue case.</summary>
    Chaser = 10,

    /// <summary>Acceptance of a callback and whether it is reached.</summary>
    Callback = 11,

    /// <summary>Outcome and return of a self-service attempt.</summary>
    SelfService = 12,

    /// <summary>Transfers and escalations.</summary>
    Transfer = 13,

    /// <summary>Common busyness factor of a day.</summary>
    Busyness = 14,

    /// <summary>Number of contacts in an interval or on a day.</summary>
    Volume = 15,

    /// <summary>Uncertain parameters of the scenario.</summary>
    ScenarioParameter = 16,

    /// <summary>Outcome of an announcement branch.</summary>
    Announcement = 17,

    /// <summary>Absence of agents.</summary>
    Absence = 18,

    /// <summary>Attrition and hiring.</summary>
    Attrition = 19,

    /// <summary>Emotion and difficulty of a contact, recovery pauses.</summary>
    Emotion = 20,

    /// <summary>Reason of a contact.</summary>
    Reason = 21,

    /// <summary>Simulated paths of a forecast.</summary>
    ForecastPath = 22,

    /// <summary>Moves tried by a search for a plan.</summary>
    Search = 23,

    /// <summary>Whether a served contact is handed on to another queue.</summary>
    Handover = 24,

    /// <summary>Whether and when a customer in a chat stops answering.</summary>
    SilentCustomer = 25,
}
