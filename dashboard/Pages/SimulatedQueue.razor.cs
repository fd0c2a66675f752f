using Capacity.Contracts.Calculator;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Numerics.Queueing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Pages;

/// <summary>Simulates the calculator's queue contact by contact when asked to, and can be stopped; a changed question clears the answer.</summary>
public sealed partial class SimulatedQueue : IDisposable
{
    private IReadOnlyList<SimulatedLine> _lines = [];
    private CancellationTokenSource? _stop;
    private CalculatorForm? _asked;
    private string _remark = "";
    private string _provenance = "";

    /// <summary>The question.</summary>
    [Parameter, EditorRequired]
    public CalculatorForm Form { get; set; } = default!;

    /// <summary>What the formula says; absent where it has no answer.</summary>
    [Parameter]
    public QueueKpis? Formula { get; set; }

    [Inject]
    private IStringLocalizer<Calculator> Words { get; set; } = default!;

    [Inject]
    private IStringLocalizer<SimulatedQueue> Text { get; set; } = default!;

    [Inject]
    private CalculatorDesk Desk { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose() => _stop?.Cancel();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_asked == Form) return;
        _asked = Form;
        _stop?.Cancel();
        _lines = [];
        _remark = "";
    }

    private async Task SimulateAsync()
    {
        using CancellationTokenSource stop = new();
        (_stop, _lines, _remark) = (stop, [], "");
        CalculatorForm asked = Form;
        try
        {
            SingleQueueReply reply = await Desk.SimulateAsync(asked, stop.Token);
            if (asked == Form) Show(reply);
        }
        catch (OperationCanceledException)
        {
            if (asked == Form) _remark = Text["Stopped"];
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _remark = Text["Away"];
        }

        if (_stop == stop) _stop = null;
    }

    private void Show(SingleQueueReply reply)
    {
        if (reply.Refused is { } refused)
        {
            _remark = refused.In(Preferences.SupportedCultures.Language);
            return;
        }

        _lines = SimulatedAnswer.Lines(reply, Formula, Words);
        _provenance = Text["Provenance", Figures.Number(reply.Contacts), Figures.Duration(reply.Seconds)];
    }
}
