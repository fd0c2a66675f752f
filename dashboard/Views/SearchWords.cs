using Capacity.Dashboard.Preferences;
using Capacity.Domain.Results;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>Says in words what a search looked at before it verified its plan.</summary>
public static class SearchWords
{
    /// <summary>The sentences in their order; none of a plan that was kept before searches said it.</summary>
    public static IEnumerable<string> Of(SearchEffort search, IStringLocalizer text)
    {
        if (search.Trials == 0) yield break;
        string looks = search.WithoutFluid is null ? "LookedAtByFluid" : "LookedAtOneByOne";
        yield return text[looks, Figures.Number(search.Candidates), Figures.Number(search.Trials)];
        if (search.WithoutFluid is { } why) yield return text["WithoutFluid", why.In(SupportedCultures.Language)];
        if (search.OutOfTime) yield return text["OutOfTime"];
    }
}
