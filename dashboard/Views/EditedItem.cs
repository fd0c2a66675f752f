using System.Globalization;
using Capacity.Domain.Scenarios;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Dashboard.Views;

/// <summary>One part of a scenario as a form: what it holds and what may be added.</summary>
/// <param name="Key">A stable name.</param>
/// <param name="Title">What people call the part.</param>
/// <param name="Note">What it is for.</param>
/// <param name="Items">What is there.</param>
/// <param name="Adds">What may be added.</param>
public sealed record EditedSection(string Key, string Title, string Note, IReadOnlyList<EditedItem> Items, IReadOnlyList<EditedAction> Adds);

/// <summary>One entry of a scenario with its fields, and the smaller entries inside it.</summary>
public sealed record EditedItem(string Key, string Title, string Summary, IReadOnlyList<EditedField> Fields)
{
    /// <summary>Entries inside this one: branches, contacts.</summary>
    public IReadOnlyList<EditedItem> Parts { get; init; } = [];

    /// <summary>What may be added to it.</summary>
    public IReadOnlyList<EditedAction> Adds { get; init; } = [];

    /// <summary>Takes the entry out.</summary>
    public Func<Scenario, Scenario>? Remove { get; init; }

    /// <summary>The announcement that a click cancels in the stored scenario; absent for other entries.</summary>
    public string? Cancels { get; init; }
}

/// <summary>A button that changes the scenario.</summary>
public sealed record EditedAction(string Key, string Label, Func<Scenario, Scenario> Apply);

/// <summary>How a field is typed.</summary>
public enum FieldKind
{
    Number,
    Date,
    Text,
    Choice,
}

/// <summary>One value with its unit and source; values are texts as in JSON, empty where there is none.</summary>
public sealed record EditedField(string Key, FieldKind Kind, string Label, string Value, Func<Scenario, string, Scenario> Write)
{
    public string Unit { get; init; } = "";

    /// <summary>Where the value or its default comes from, with the grade of the source.</summary>
    public string Source { get; init; } = "";

    /// <summary>What an empty field means.</summary>
    public string Placeholder { get; init; } = "";

    public double? Least { get; init; }

    public double? Most { get; init; }

    public IReadOnlyList<(string Value, string Label)> Options { get; init; } = [];

    /// <summary>The value as a number; absent where the field is empty.</summary>
    public double? Number => Read(Value);

    internal static double? Read(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    internal static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    internal static string Text(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : "";

    internal static LocalDate? Date(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;
}

/// <summary>One list of a scenario, whose entries are changed by their place.</summary>
public sealed class EditedList<T>(Func<Scenario, IReadOnlyList<T>> get, Func<Scenario, IReadOnlyList<T>, Scenario> set)
{
    /// <summary>Writes a typed text into the entry at a place.</summary>
    public Func<Scenario, string, Scenario> Write(int place, Func<T, string, T> change) =>
        (scenario, text) => Change(place, entry => change(entry, text))(scenario);

    /// <summary>Changes the entry at a place.</summary>
    public Func<Scenario, Scenario> Change(int place, Func<T, T> change) =>
        scenario => set(scenario, [.. get(scenario).Select((entry, i) => i == place ? change(entry) : entry)]);

    /// <summary>Takes the entry at a place out.</summary>
    public Func<Scenario, Scenario> Remove(int place) => scenario => set(scenario, [.. get(scenario).Where((_, i) => i != place)]);

    /// <summary>Adds an entry at the end.</summary>
    public Func<Scenario, Scenario> Add(Func<Scenario, T> entry) => scenario => set(scenario, [.. get(scenario), entry(scenario)]);
}
