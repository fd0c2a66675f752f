using System.Xml.Linq;
using Capacity.Dashboard.Views;
using Capacity.Domain.Levers;
using Capacity.Domain.Rules;
using Capacity.Domain.Scenarios;
using NodaTime;

namespace Capacity.Dashboard.Tests;

/// <summary>What the forms of decisions write.</summary>
public class DecisionEditorTests
{
    private static readonly KeyLocalizer Text = new();

    /// <summary>The worked example with one lever of each kind.</summary>
    private static Scenario Decided { get; } = Section("Levers", Sample.Scenario).Adds.Aggregate(Sample.Scenario, (scenario, add) => add.Apply(scenario));

    private static EditedSection Section(string key, Scenario scenario) => new DecisionEditor(scenario, Text).Sections().Single(section => section.Key == key);

    private static EditedField Field(string section, string item, string field) =>
        Section(section, Decided).Items.Single(one => one.Key == item).Fields.Single(one => one.Key == field);

    [Fact]
    public void Every_kind_of_lever_can_be_added_and_is_valid_at_once_and_twice()
    {
        Scenario twice = Section("Levers", Decided).Adds.Aggregate(Decided, (scenario, add) => add.Apply(scenario));

        Decided.Levers.Select(lever => lever.GetType()).ShouldBe(
            typeof(Lever).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
                .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType), ignoreOrder: true);
        twice.Levers.Count.ShouldBe(2 * Decided.Levers.Count);
        ScenarioRules.Check(twice).ShouldBeEmpty();
    }

    [Fact]
    public void Short_time_work_that_is_added_is_valid()
    {
        Scenario one = Section("Furloughs", Sample.Scenario).Adds.ShouldHaveSingleItem().Apply(Sample.Scenario);
        one.Furloughs.Count.ShouldBe(Sample.Scenario.Furloughs.Count + 1);
        ScenarioRules.Check(one).ShouldBeEmpty();
    }

    [Fact]
    public void Every_field_writes_back_the_value_that_it_shows()
    {
        foreach (EditedField field in new DecisionEditor(Decided, Text).Sections().SelectMany(section => section.Items).SelectMany(item => item.Fields))
            ScenarioDifference.Between(Decided, field.Write(Decided, field.Value)).ShouldBeEmpty(field.Key);
    }

    [Theory]
    [InlineData("Levers", "overtime", "HoursPerWeek", "25", "/levers/overtime/hoursPerWeek")]
    [InlineData("Levers", "hire", "Heads", "12", "/levers/hire/heads")]
    [InlineData("Levers", "hire", "HourlyCost", "21.5", "/levers/hire/hourlyCost")]
    [InlineData("Levers", "hire", "Contract", "FixedTerm", "/levers/hire/contract")]
    [InlineData("Levers", "redeployment", "Pace", "1.4", "/levers/redeployment/handleTimeFactor")]
    [InlineData("Levers", "cross-training", "TrainingDays", "5", "/levers/cross-training/trainingDays")]
    [InlineData("Levers", "callback", "ThresholdSeconds", "120", "/levers/callback/thresholdSeconds")]
    [InlineData("Levers", "self-service", "SettledShare", "75", "/levers/self-service/resolution")]
    [InlineData("Levers", "shrinkage", "Breaks", "6", "/levers/shrinkage/breaks")]
    [InlineData("Levers", "recall", "Until", "2020-05-11", "/levers/recall/until")]
    [InlineData("Furloughs", "short-time-booking", "FurloughShare", "10", "/furloughs/short-time-booking/share")]
    public void A_field_writes_its_own_figure_only(string section, string item, string field, string typed, string key) =>
        ScenarioDifference.Between(Decided, Field(section, item, field).Write(Decided, typed)).ShouldHaveSingleItem().Key.ShouldBe(key);

    [Fact]
    public void A_decision_begins_when_its_lead_time_allows_and_says_by_when_it_is_due()
    {
        using InCulture reader = new("en-GB");
        Hire hire = Decided.Levers.OfType<Hire>().ShouldHaveSingleItem();
        (hire.From, hire.DecideBy()).ShouldBe((Decided.AsOf.PlusDays(74), Decided.AsOf));
        Section("Levers", Decided).Items.Single(item => item.Key == "hire").Summary.ShouldBe($"DecideBy({Figures.Date(Decided.AsOf)})");
        Scenario late = Field("Levers", "hire", "From").Write(Decided, "2020-04-01");
        Section("Levers", late).Items.Single(item => item.Key == "hire").Summary.ShouldBe($"DecideByPast({Figures.Date(new LocalDate(2020, 4, 1).PlusDays(-74))})");
    }

    [Fact]
    public void A_network_of_one_team_and_one_line_is_offered_what_it_can_use()
    {
        Scenario small = Sample.Scenario with
        {
            Furloughs = [],
            Network = Sample.Scenario.Network with { Teams = [Sample.Team with { Skills = [.. Sample.Team.Skills.Take(1)] }], Queues = [Sample.Scenario.Network.Queues.Single(queue => queue.Id == Sample.Team.Skills[0].Queue)] },
        };
        Section("Levers", small).Adds.Select(add => add.Key).ShouldBe(["Levers.overtime", "Levers.hire", "Levers.self-service", "Levers.shrinkage"]);
        Section("Levers", small with { Network = small.Network with { Teams = [] } }).Adds.ShouldBeEmpty();
    }

    [Fact]
    public void Every_label_of_the_forms_has_its_words()
    {
        HashSet<string> known = [.. XDocument.Load(Path.Combine(ResourceTests.Dashboard, "Scenarios", "DemandEditor.resx")).Root!.Elements("data").Select(data => data.Attribute("name")!.Value)];
        EditedSection[] sections = [.. new ScenarioEditor(Decided, Text).Sections(), .. new DecisionEditor(Decided, Text).Sections()];
        IEnumerable<EditedField> fields = sections.SelectMany(section => section.Items).SelectMany(item => item.Parts.Append(item)).SelectMany(item => item.Fields);
        IEnumerable<string> asked = [.. sections.SelectMany(section => section.Adds).Select(add => add.Label), .. fields.Select(field => field.Label), .. fields.Select(field => field.Unit)];
        asked.Where(key => key.Length > 0 && !known.Contains(key)).Distinct().ShouldBeEmpty();
    }
}
