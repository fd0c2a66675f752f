namespace Capacity.Simulation.Contacts;

/// <summary>Which attempt of its person and which contact of its case a contact is, in two bytes.</summary>
/// <remarks>Attempts are counted to 1,023: rules allow 1,000. Of the contacts before the attempts, 63 are counted.</remarks>
internal readonly struct CaseCount
{
    const int AttemptBits = 10;
    const int MostAttempts = (1 << AttemptBits) - 1;
    const int MostBefore = (1 << (16 - AttemptBits)) - 1;

    readonly ushort _packed;

    CaseCount(int attempt, int before) => _packed = (ushort)((Math.Min(before, MostBefore) << AttemptBits) | Math.Min(attempt, MostAttempts));

    /// <summary>The first contact of a case.</summary>
    public static CaseCount First => new(1, 0);

    /// <summary>Attempts since the person was last served, this one included.</summary>
    public int Attempt => _packed & MostAttempts;

    /// <summary>Contacts of the case, this one included.</summary>
    public int Contacts => Before + Attempt;

    int Before => _packed >> AttemptBits;

    /// <summary>The next attempt of who was not served.</summary>
    public CaseCount Again() => new(Attempt + 1, Before);

    /// <summary>The next contact of the case, the first attempt of its kind.</summary>
    public CaseCount Anew() => new(1, Contacts);

    /// <summary>The next contact of the case, still in the same attempt.</summary>
    public CaseCount Elsewhere() => new(Attempt, Before + 1);
}
