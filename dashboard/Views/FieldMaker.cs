using Capacity.Domain;
using Capacity.Domain.Demand;
using Capacity.Domain.Networks;
using Capacity.Domain.Scenarios;
using Microsoft.Extensions.Localization;
using Period = Capacity.Domain.Demand.Period;

namespace Capacity.Dashboard.Views;

/// <summary>Makes the fields of one entry of a list, each with its label, unit and source from the texts.</summary>
/// <param name="scenario">The scenario whose names are offered as choices.</param>
/// <param name="text">Labels by property name, sources by "Source." and property name.</param>
/// <param name="list">The list.</param>
/// <param name="place">The entry's place in it.</param>
internal sealed class FieldMaker<T>(Scenario scenario, IStringLocalizer text, EditedList<T> list, int place)
{
    private static string Language => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public EditedField Number(string name, double? value, Func<T, double?, T> write, string unit, double least, double most, string placeholder = "") =>
        new(name, FieldKind.Number, text[name], EditedField.Text(value), list.Write(place, (entry, typed) => write(entry, EditedField.Read(typed))))
        {
            Unit = unit.Length > 0 ? text["Unit." + unit] : "", Source = Source(name), Least = least, Most = most, Placeholder = placeholder,
        };

    /// <summary>A share (0–1), typed in percent.</summary>
    public EditedField Share(string name, double? value, Func<T, double?, T> write, double least = 0, double most = 100) =>
        Number(name, value is { } share ? Math.Round(share * 100, 10) : null, (entry, typed) => write(entry, typed / 100), "Percent", least, most);

    public EditedField Date(string name, NodaTime.LocalDate? value, Func<T, NodaTime.LocalDate?, T> write) =>
        new(name, FieldKind.Date, text[name], EditedField.Text(value), list.Write(place, (entry, typed) => write(entry, EditedField.Date(typed))))
        {
            Source = Source(name),
        };

    public EditedField Words(string name, string value, Func<T, string, T> write) =>
        new(name, FieldKind.Text, text[name], value, list.Write(place, write));

    public EditedField Choice(string name, string value, Func<T, string, T> write, IEnumerable<(string Value, string Label)> options) =>
        new(name, FieldKind.Choice, text[name], value, list.Write(place, write)) { Options = [.. options], Source = Source(name) };

    public EditedField Choice<TEnum>(string name, TEnum value, Func<T, TEnum, T> write) where TEnum : struct, Enum => Choice(
        name, value.ToString(), (entry, typed) => write(entry, Enum.Parse<TEnum>(typed)),
        Enum.GetNames<TEnum>().Select(one => (one, text[$"{typeof(TEnum).Name}.{one}"].Value)));

    /// <summary>The name in both languages.</summary>
    public IEnumerable<EditedField> Names(LocalizedText name, Func<T, LocalizedText, T> write) =>
    [
        Words("NameFr", name.Fr, (entry, typed) => write(entry, name with { Fr = typed })),
        Words("NameEn", name.En, (entry, typed) => write(entry, name with { En = typed })),
    ];

    /// <summary>Days, or the announcements that begin and end them.</summary>
    public IEnumerable<EditedField> Days(Period during, Func<T, Period, T> write) =>
    [
        Date("From", during.From, (entry, day) => write(entry, during with { From = day })),
        Choice("FromAnnouncement", during.FromAnnouncement ?? "", (entry, typed) => write(entry, during with { FromAnnouncement = Absent(typed) }), News()),
        Date("Until", during.Until, (entry, day) => write(entry, during with { Until = day })),
        Choice("UntilAnnouncement", during.UntilAnnouncement ?? "", (entry, typed) => write(entry, during with { UntilAnnouncement = Absent(typed) }), News()),
    ];

    /// <summary>All, one, or the several that are named already.</summary>
    public EditedField Several(string name, IReadOnlyList<string> chosen, Func<T, IReadOnlyList<string>, T> write, IEnumerable<(string Value, string Label)> options)
    {
        IEnumerable<(string, string)> kept = chosen.Count > 1 ? [(string.Join(' ', chosen), text["Several", chosen.Count].Value)] : [];
        return Choice(name, string.Join(' ', chosen), (entry, typed) => write(entry, typed.Length == 0 ? [] : typed.Split(' ')), [("", text["All"].Value), .. kept, .. options]);
    }

    public IEnumerable<(string Value, string Label)> News() =>
        [("", text["None"].Value), .. AnnouncementNames.All(scenario.Announcements).Select(name => (name, NameOf(name)))];

    public IEnumerable<(string Value, string Label)> Queues() => scenario.Network.Queues.Select(queue => (queue.Id, queue.Name.In(Language)));

    public IEnumerable<(string Value, string Label)> DeferredQueues() =>
        [("", text["None"].Value), .. scenario.Network.Queues.Where(queue => queue.Channel.IsDeferred()).Select(queue => (queue.Id, queue.Name.In(Language)))];

    public IEnumerable<(string Value, string Label)> Reasons() => scenario.Network.Reasons.Select(reason => (reason.Id, reason.Name.In(Language)));

    public static string? Absent(string typed) => typed.Length > 0 ? typed : null;

    private string NameOf(string name)
    {
        string[] parts = name.Split('/');
        string title = scenario.Announcements.First(one => one.Id == parts[0]).Name.In(Language) is { Length: > 0 } known ? known : parts[0];
        return parts.Length > 1 ? $"{title} / {parts[1]}" : title;
    }

    private string Source(string name) => text["Source." + name] is { ResourceNotFound: false } known ? known : "";
}
