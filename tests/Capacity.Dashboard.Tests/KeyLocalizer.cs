using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Tests;

/// <summary>Texts that are their own keys, with the arguments behind, so that tests read what a view model said.</summary>
internal sealed class KeyLocalizer : IStringLocalizer
{
    public LocalizedString this[string name] => new(name, name);

    public LocalizedString this[string name, params object[] arguments] =>
        new(name, $"{name}({string.Join("; ", arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)))})");

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
}
