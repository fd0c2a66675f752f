using Capacity.Dashboard.Views;
using Capacity.Domain;
using Capacity.Domain.Results;

namespace Capacity.Dashboard.Tests;

/// <summary>What a page says of the search for a plan.</summary>
public class SearchWordsTests
{
    [Fact]
    public void Tells_how_much_was_looked_at() =>
        Said(new SearchEffort { Candidates = 1600, Trials = 42 }).ShouldBe(["LookedAtByFluid(1,600; 42)"]);

    [Fact]
    public void Tells_why_the_fluid_engine_did_not_help_and_that_time_ran_out() =>
        Said(new SearchEffort { Candidates = 31, Trials = 28, OutOfTime = true, WithoutFluid = LocalizedText.Of("trop loin", "too far off") })
            .ShouldBe(["LookedAtOneByOne(31; 28)", "WithoutFluid(too far off)", "OutOfTime"]);

    [Fact]
    public void Says_nothing_of_a_plan_that_does_not_tell() => Said(new SearchEffort()).ShouldBeEmpty();

    private static string[] Said(SearchEffort search)
    {
        using var _ = new InCulture("en-US");
        return [.. SearchWords.Of(search, new KeyLocalizer())];
    }
}
