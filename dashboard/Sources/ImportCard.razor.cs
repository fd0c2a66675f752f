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

namespace Capacity.Dashboard.Sources;

/// <summary>Takes a file of counts in three steps: look at it, check it without storing, then store it.</summary>
public sealed partial class ImportCard
{
    private const long LargestFile = 20 * 1024 * 1024;
    private const int PreviewLines = 6;

    private IReadOnlyList<Queue> _queues = [];
    private string _queue = "";
    private string _name = "";
    private ImmutableArray<byte> _content = [];
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
        if (chosen.File.Size > LargestFile)
        {
            _problem = Text["TooLarge", Figures.Number(chosen.File.Size / 1048576.0, 1)];
            return;
        }

        _busy = true;
        await using Stream stream = chosen.File.OpenReadStream(LargestFile);
        using MemoryStream copy = new();
        await stream.CopyToAsync(copy);
        _content = ImmutableArray.Create(copy.ToArray());
        _name = chosen.File.Name;
        _preview = [.. Encoding.UTF8.GetString(_content.AsSpan()[..Math.Min(_content.Length, 4000)]).Split('\n').Take(PreviewLines).Select(line => line.TrimEnd('\r'))];
        _busy = false;
    }

    private async Task ImportAsync(bool dryRun)
    {
        _busy = true;
        _problem = null;
        try
        {
            string author = (await Person).User.Identity?.Name ?? "";
            _report = await Desk.ImportAsync(new HistoryFile { Queue = _queue, FileName = _name, Content = _content, Author = author, DryRun = dryRun, Mapping = _columns.Mapping, Refused = [.. _refused] });
            _cleaning = CleaningReport.Read(_report.ReportJson);
            _columns = ColumnChoice.Of(_report.Mapping, _cleaning.Header);
            _issues = _cleaning.Issues.Count > 0
                ? _cleaning.Issues
                : [.. _report.Result.Problems.Select(problem => new CleaningIssue { Line = problem.Line, Column = problem.Column, Problem = problem.What, Mend = problem.Mend, ProblemFr = problem.WhatFr, MendFr = problem.MendFr })];
            if (_report.Import.Length > 0) await Imported.InvokeAsync();
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["Disconnected"];
        }
        finally
        {
            _busy = false;
        }
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
