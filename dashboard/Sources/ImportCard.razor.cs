using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Capacity.Contracts.History;
using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Domain.Networks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;

namespace Capacity.Dashboard.Sources;

/// <summary>Takes a file of counts in three steps: look at it, check it without storing, then store it.</summary>
public sealed partial class ImportCard : IDisposable
{
    private const int PreviewLines = 6;
    private const int PreviewBytes = 4000;

    private IReadOnlyList<Queue> _queues = [];
    private string _queue = "";
    private UploadedFile? _file;
    private CancellationTokenSource _stop = new();
    private double? _done;
    private IReadOnlyList<string> _preview = [];
    private HistoryReport? _report;
    private CleaningReport _cleaning = new();
    private ColumnChoice _columns = new();
    private readonly HashSet<string> _refused = [];
    private IReadOnlyList<CleaningIssue> _issues = [];
    private string? _problem;
    private bool _busy;

    /// <summary>Called after a file was stored.</summary>
    [Parameter]
    public EventCallback Imported { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ImportCard> Text { get; set; } = default!;

    [Inject]
    private NetworkDesk Network { get; set; } = default!;

    [Inject]
    private DataDesk Desk { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _queues = (await Network.GetAsync())?.Network.Queues ?? [];
            _queue = _queues.Count > 0 ? _queues[0].Id : "";
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["Disconnected"];
        }
    }

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        (_report, _preview, _problem) = (null, [], null);
        _columns = new ColumnChoice();
        _refused.Clear();
        _file?.Dispose();
        _file = null;
        if (chosen.File.Size > UploadedFile.Largest)
        {
            _problem = Text["TooLarge", Figures.Number(chosen.File.Size / 1048576.0, 0)];
            return;
        }

        await WorkAsync(async token =>
        {
            _file = await UploadedFile.ReceiveAsync(chosen.File, Show, token);
            _preview = [.. Encoding.UTF8.GetString(await _file.BeginAsync(PreviewBytes)).Split('\n').Take(PreviewLines).Select(line => line.TrimEnd('\r'))];
        });
    }

    private Task ImportAsync(bool dryRun) => WorkAsync(async token =>
    {
        if (_file is not { } file) return;
        HistoryFile sent = new() { Queue = _queue, FileName = file.Name, Author = (await Person).User.Identity?.Name ?? "", DryRun = dryRun, Mapping = _columns.Mapping, Refused = [.. _refused] };
        _report = file.IsLarge ? await Desk.ImportLargeAsync(sent, file, _queues.First(queue => queue.Id == _queue).TimeZone, Show, token)
            : await Desk.ImportAsync(sent with { Content = ImmutableArray.Create(await file.BeginAsync(file.Length)) });
        _cleaning = CleaningReport.Read(_report.ReportJson);
        _columns = ColumnChoice.Of(_report.Mapping, _cleaning.Header);
        _issues = _cleaning.Issues.Count > 0
            ? _cleaning.Issues
            : [.. _report.Result.Problems.Select(problem => new CleaningIssue { Line = problem.Line, Column = problem.Column, Problem = problem.What, Mend = problem.Mend, ProblemFr = problem.WhatFr, MendFr = problem.MendFr })];
        if (_report.Import.Length > 0) await Imported.InvokeAsync();
    });

    /// <summary>Does what may take long: with its progress, until it is cancelled; nothing is stored of what is cancelled.</summary>
    private async Task WorkAsync(Func<CancellationToken, Task> work)
    {
        (_busy, _problem, _done) = (true, null, null);
        try
        {
            await work(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            _problem = Text["Cancelled"];
        }
        catch (Exception fault) when (fault is IOException or JSException)
        {
            _problem = Text["BrokenOff"];
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["Disconnected"];
        }
        finally
        {
            (_busy, _done) = (false, null);
            if (_stop.IsCancellationRequested) _stop = new CancellationTokenSource();
        }
    }

    private void Show(double done) => _ = InvokeAsync(() =>
    {
        _done = done;
        StateHasChanged();
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _file?.Dispose();
    }

    /// <summary>Reads the file again with another column for a role.</summary>
    private Task ChooseAsync(string role, ChangeEventArgs changed)
    {
        _columns.Choose(role, int.Parse((string?)changed.Value ?? "0", CultureInfo.InvariantCulture));
        return ImportAsync(true);
    }

    /// <summary>Refuses a correction, or makes it again.</summary>
    private Task RefuseAsync((string Id, bool Refused) change)
    {
        if (change.Refused)
            _refused.Add(change.Id);
        else
            _refused.Remove(change.Id);
        return ImportAsync(true);
    }

    /// <summary>What the reader found by itself for a role.</summary>
    private string Found(string role) => _columns.Of(role) == 0 && _cleaning.Columns.TryGetValue(role, out string? name) ? Text["FoundAs", name] : Text["NoColumn"];

    private string Role(string role) => Text["Role." + role] is { ResourceNotFound: false } known ? known : role;

    private string Kind(string kind) => Text["Kind." + kind] is { ResourceNotFound: false } known ? known : "";
}
