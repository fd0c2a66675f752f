using Capacity.Contracts;
using Capacity.Contracts.Forecasts;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Forecasting.Accuracy;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Dashboard.Pages;

/// <summary>A series read as a wave: what it did, what is to come, the simple methods beside, and its cohort for a scenario.</summary>
public sealed partial class SurgePage : IDisposable
{
    private static readonly int[] Horizons = [14, 30, 60, 90, 180];

    private readonly CancellationTokenSource _end = new();
    private IReadOnlyList<ImportedSeries>? _series;
    private SurgeReading? _reading;
    private WaveView? _view;
    private Problem? _refused;
    private SeriesFitStatus? _fit;
    private string? _problem;
    private DateOnly? _day;
    private (string?, string?, string?, int?)? _shown;

    /// <summary>The queue; absent: the first one with history.</summary>
    [SupplyParameterFromQuery(Name = "queue")]
    public string? Queue { get; set; }

    /// <summary>Days of announcements, ISO, separated by commas.</summary>
    [SupplyParameterFromQuery(Name = "announced")]
    public string? AnnouncedText { get; set; }

    /// <summary>The last day to use, ISO; absent: all.</summary>
    [SupplyParameterFromQuery(Name = "until")]
    public string? Until { get; set; }

    /// <summary>Days to forecast.</summary>
    [SupplyParameterFromQuery(Name = "days")]
    public int? Days { get; set; }

    [Inject]
    private IStringLocalizer<SurgePage> Text { get; set; } = default!;

    [Inject]
    private ForecastDesk Desk { get; set; } = default!;

    [Inject]
    private NavigationManager Addresses { get; set; } = default!;

    private ImportedSeries? Chosen => _series?.FirstOrDefault(series => series.Series.Queue == Queue) ?? _series?.FirstOrDefault();

    private int Horizon => Days is >= 1 and <= 366 and var days ? days : 30;

    private IReadOnlyList<LocalDate> Announced =>
        [.. (AnnouncedText ?? "").Split(',').Select(LocalDatePattern.Iso.Parse).Where(parsed => parsed.Success).Select(parsed => parsed.Value).Distinct().Order()];

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (string?, string?, string?, int?) wanted = (Queue, AnnouncedText, Until, Days);
        if (!RendererInfo.IsInteractive || wanted == _shown) return;
        _shown = wanted;
        (_reading, _view, _refused) = (null, null, null);
        try
        {
            _series ??= await Desk.SeriesAsync();
            if (Chosen is not { Series.Queue: var queue }) return;
            _fit = await Desk.FitAsync(queue);
            StateHasChanged();
            SurgeRequest request = new()
            {
                Announcements = [.. Announced.Select(day => day.ToDateOnly())],
                Until = LocalDatePattern.Iso.Parse(Until ?? "") is { Success: true, Value: var last } ? last.ToDateOnly() : null,
                Days = Horizon,
            };
            (SurgeReading? reading, Problem? refused) = await Desk.SurgeAsync(queue, request, _end.Token);
            if (wanted != _shown) return;
            (_reading, _refused, _view) = (reading, refused, reading is null ? null : new WaveView(reading, Text));
            _problem = null;
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["DisconnectedHow"];
        }
    }

    private void Announce()
    {
        if (_day is { } day) Go("announced", Listed(Announced.Append(LocalDate.FromDateOnly(day))));
    }

    private void Withdraw(LocalDate day) => Go("announced", Listed(Announced.Where(one => one != day)));

    private static string? Listed(IEnumerable<LocalDate> days) =>
        string.Join(',', days.Distinct().Order().Select(LocalDatePattern.Iso.Format)) is { Length: > 0 } text ? text : null;

    private void Go(string name, string? value) =>
        Addresses.NavigateTo(Addresses.GetUriWithQueryParameter(name, string.IsNullOrEmpty(value) ? null : value));
}
