using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Baselines;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Capacity.Dashboard.Pages;

/// <summary>How right the forecasts of a series were, by horizon and beside simple methods, and what it says today.</summary>
public sealed partial class AccuracyPage
{
    private IReadOnlyList<ImportedSeries>? _series;
    private SeriesAccuracy? _accuracy;
    private SeriesForecast? _forecast;
    private SeriesFitStatus? _fit;
    private DateTimeOffset? _measuredAt;
    private string? _problem;
    private string? _shown;
    private int _starts;

    /// <summary>The queue; absent: the first one with history.</summary>
    [SupplyParameterFromQuery(Name = "queue")]
    public string? Queue { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<AccuracyPage> Text { get; set; } = default!;

    [Inject]
    private ForecastDesk Desk { get; set; } = default!;

    [Inject]
    private NavigationManager Addresses { get; set; } = default!;

    private ImportedSeries? Chosen => _series?.FirstOrDefault(series => series.Series.Queue == Queue) ?? _series?.FirstOrDefault();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_series is not null && _shown == Queue) return;
        _shown = Queue;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            _series ??= await Desk.SeriesAsync();
            if (Chosen is not { Series.Queue: var queue }) return;
            _accuracy = await Desk.AccuracyAsync(queue);
            _measuredAt = (await Desk.MeasuringAsync(queue)).MeasuredAt;
            _forecast = await Desk.ForecastAsync(queue);
            _fit = await Desk.FitAsync(queue);
            _problem = null;
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }
    }

    private async Task MeasureAsync()
    {
        CommandResult result = await Desk.MeasureAsync(Chosen!.Series.Queue, (await Person).User.Identity?.Name ?? "");
        if (result.Accepted) _starts++;
    }

    private Task MeasuredAsync(BacktestProgress progress) => LoadAsync();

    private void Choose(ChangeEventArgs chosen) => Addresses.NavigateTo(Addresses.GetUriWithQueryParameter("queue", chosen.Value as string));

    private static string Day(DateTimeOffset moment) => Figures.Date(LocalDate.FromDateTime(moment.UtcDateTime));
}
