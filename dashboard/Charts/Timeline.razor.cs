using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Capacity.Dashboard.Charts;

/// <summary>Draws lanes of dated bars and points over the days of a scenario; where somebody listens, bars are moved by pointer and by arrow keys.</summary>
public sealed partial class Timeline : IAsyncDisposable
{
    private const double RowHeight = 21;
    private const double LabelRoom = 112;
    private const int Width = 1080;

    private IReadOnlyList<(TimelineLane Lane, double Top)> _lanes = [];
    private ElementReference _drawing;
    private DotNetObjectReference<Timeline>? _self;
    private IJSObjectReference? _module;

    /// <summary>What the drawing shows, for people who do not see it.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The lanes and their days.</summary>
    [Parameter, EditorRequired]
    public TimelineModel Model { get; set; } = default!;

    /// <summary>Called with the key of a bar and the days by which it was moved; without a listener nothing can be moved.</summary>
    [Parameter]
    public EventCallback<(string Key, int Days)> Moved { get; set; }

    [Inject]
    private IStringLocalizer<Timeline> Text { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private int Height => (int)(24 + Model.Lanes.Sum(lane => lane.Rows * RowHeight + 6));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        List<(TimelineLane, double)> lanes = [];
        double top = 20;
        foreach (TimelineLane lane in Model.Lanes)
        {
            lanes.Add((lane, top));
            top += lane.Rows * RowHeight + 6;
        }

        _lanes = lanes;
    }

    /// <summary>Called by the script when a bar was dropped or an arrow key pressed.</summary>
    [JSInvokable]
    public Task MoveAsync(string key, int days) => days == 0 ? Task.CompletedTask : Moved.InvokeAsync((key, days));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its script with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !Moved.HasDelegate) return;
        _self = DotNetObjectReference.Create(this);
        try
        {
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "/timeline.js");
            await _module.InvokeVoidAsync("follow", _drawing, _self);
        }
        catch (JSException)
        {
            // Without the script nothing can be dragged; every date can still be typed.
        }
        catch (JSDisconnectedException)
        {
        }
    }

    private static string N(double value) => ChartScale.Number(value);

    private double X(double day) => LabelRoom + (Width - LabelRoom) * Math.Clamp(day, 0, Model.Days) / Math.Max(1, Model.Days);
}
