using Capacity.Contracts.Scenarios;
using Capacity.Domain.Scenarios;

namespace Capacity.Dashboard.Views;

/// <summary>A change that came second: nothing of it is lost until a person drops it.</summary>
/// <param name="Mine">The scenario as the person wanted it.</param>
/// <param name="Note">Why.</param>
/// <param name="BasedOn">The version on which the change was made.</param>
/// <param name="Current">The newest version.</param>
/// <param name="Since">What others did since, the oldest first.</param>
/// <param name="Theirs">What differs between both versions.</param>
/// <param name="Clashes">Figures that both changed, in words; empty before the change was applied again.</param>
public sealed record RefusedChange(
    Scenario Mine, string Note, long BasedOn, long Current, IReadOnlyList<ScenarioEventView> Since, IReadOnlyList<ScenarioChangeView> Theirs, IReadOnlyList<string> Clashes);
