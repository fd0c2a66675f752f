using Capacity.Dashboard.Views;
using Capacity.Domain.Demand;
using Capacity.Domain.Rules;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Dashboard.Tests;

/// <summary>What the forms of a scenario's events write.</summary>
public class ScenarioEditorTests
{
    private static readonly KeyLocalizer Text = new();

    private static IReadOnlyList<EditedSection> Sections(Scenario scenario) => new ScenarioEditor(scenario, Text).Sections();

    private static EditedSection Section(string key, Scenario? scenario = null) => Sections(scenario ?? Sample.Scenario).Single(section => section.Key == key);

    private static EditedField Field(string section, string item, string field) =>
        Section(section).Items.Single(one => one.Key == item).Fields.Single(one => one.Key == field);

    [Theory]
    [InlineData("Announcements")]
    [InlineData("Cohorts")]
    [InlineData("Events")]
    [InlineData("Suppressions")]
    [InlineData("Absence")]
    public void Whatever_is_added_is_valid_at_once_and_twice(string section)
    {
        Scenario one = Section(section).Adds[0].Apply(Sample.Scenario);
        Scenario two = Section(section, one).Adds[0].Apply(one);
        ScenarioRules.Check(two).ShouldBeEmpty();
        Section(section, two).Items.Count.ShouldBe(Section(section).Items.Count + 2);
    }

    [Fact]
    public void Every_field_writes_back_the_value_that_it_shows()
    {
        foreach (EditedItem item in Sections(Sample.Scenario).SelectMany(section => section.Items).SelectMany(item => item.Parts.Append(item)))
        {
            foreach (EditedField field in item.Fields) ScenarioDifference.Between(Sample.Scenario, field.Write(Sample.Scenario, field.Value)).ShouldBeEmpty(field.Key);
        }
    }

    [Theory]
    [InlineData("Cohorts", "cancelled-march", "Customers", "50000", "/cohorts/cancelled-march/customers")]
    [InlineData("Cohorts", "cancelled-march", "Emotion", "30", "/cohorts/cancelled-march/emotion")]
    [InlineData("Cohorts", "rebooking", "OnAnnouncement", "reopening/may", "/cohorts/rebooking/onAnnouncement")]
    [InlineData("Announcements", "reopening", "Probability", "80", "/announcements/reopening/probability")]
    [InlineData("Announcements", "reopening", "Certainty", "Announced", "/announcements/reopening/certainty")]
    [InlineData("Promises", "voucher", "DueMonths", "24", "/obligations/voucher/dueMonths")]
    [InlineData("Suppressions", "no-groups", "DeferredShare", "10", "/suppressions/no-groups/deferredShare")]
    [InlineData("Suppressions", "no-groups", "From", "2020-03-18", "/suppressions/no-groups/during/from")]
    [InlineData("Absence", "lille-wave", "PeakShare", "40", "/absenceWaves/lille-wave/peakShare")]
    public void A_field_writes_its_own_figure_only(string section, string item, string field, string typed, string key) =>
        ScenarioDifference.Between(Sample.Scenario, Field(section, item, field).Write(Sample.Scenario, typed)).ShouldHaveSingleItem().Key.ShouldBe(key);

    [Fact]
    public void Shares_are_typed_in_percent() =>
        Field("Suppressions", "no-groups", "DeferredShare").Write(Sample.Scenario, "12.5").Suppressions.Single(one => one.Id == "no-groups").DeferredShare.ShouldBe(0.125);

    [Fact]
    public void A_voucher_is_promised_with_one_click_and_echoes_eighteen_months_later()
    {
        Scenario bare = Sample.Scenario with { Obligations = [] };
        EditedItem cohort = Section("Cohorts", bare).Items.Single(item => item.Key == "cancelled-march");
        Scenario promised = cohort.Adds.Single(add => add.Key == "promise.Voucher").Apply(bare);
        PromiseLedger.Of(promised).ShouldHaveSingleItem().Due.ShouldHaveSingleItem().On.ShouldBe(new LocalDate(2021, 9, 16));
        DemandEcho.Of(promised).Promises.Sum().ShouldBe(48_000 * 0.45, 1500);
    }

    [Fact]
    public void Branches_that_are_added_keep_their_probabilities_at_one_together()
    {
        Scenario scenario = Sample.Scenario;
        for (int i = 0; i < 3; i++) scenario = Section("Announcements", scenario).Items[0].Adds[0].Apply(scenario);
        scenario.Announcements[0].Branches.Count.ShouldBe(4);
        ScenarioRules.Check(scenario).ShouldBeEmpty();
    }

    [Fact]
    public void A_cancelled_announcement_cannot_be_cancelled_again()
    {
        Scenario cancelled = Field("Announcements", "reopening", "Certainty").Write(Sample.Scenario, "Cancelled");
        Section("Announcements").Items.Single(item => item.Key == "reopening").Cancels.ShouldBe("reopening");
        Section("Announcements", cancelled).Items.Single(item => item.Key == "reopening").Cancels.ShouldBeNull();
    }
}
