using Capacity.Dashboard.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Pages;

/// <summary>One queue through every stationary formula or simulated, with its requirement and curves; the address holds the question.</summary>
public sealed partial class Calculator
{
    private CalculatorForm _form = new();
    private CalculatorAnswer _answer = new();

    [Inject]
    private IStringLocalizer<Calculator> Text { get; set; } = default!;

    [Inject]
    private NavigationManager Addresses { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Dictionary<string, string> query = QueryHelpers.ParseQuery(new Uri(Addresses.Uri).Query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        _form = CalculatorForm.Of(query);
        _answer = CalculatorAnswer.To(_form, Text);
    }

    private void ChooseMethod(ChangeEventArgs chosen) =>
        Ask(_form.By(chosen.Value?.ToString()));

    private void Ask(CalculatorForm form)
    {
        _form = form;
        _answer = CalculatorAnswer.To(form, Text);
        Addresses.NavigateTo(form.Address(), replace: true);
    }
}
