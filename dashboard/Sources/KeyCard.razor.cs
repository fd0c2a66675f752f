using System.Collections.Immutable;
using Capacity.Contracts.Keys;
using Capacity.Dashboard.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Sources;

/// <summary>API keys of sources: made here, their secret shown once, ended here.</summary>
public sealed partial class KeyCard
{
    private readonly HashSet<ApiVerb> _verbs = [ApiVerb.Ingest];
    private ImmutableArray<ApiKeyView>? _keys;
    private string _source = "";
    private string? _secret;
    private string? _problem;

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private IStringLocalizer<KeyCard> Text { get; set; } = default!;

    [Inject]
    private DataDesk Desk { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _keys = await Desk.KeysAsync();
        }
        catch (Exception fault) when (PlanningDesk.IsUnreachable(fault))
        {
            _problem = Text["Disconnected"];
        }
    }

    private void Toggle(ApiVerb verb, bool on)
    {
        if (on) _verbs.Add(verb);
        else _verbs.Remove(verb);
    }

    private async Task CreateAsync()
    {
        ApiKeyCreated created = await Desk.CreateKeyAsync(new NewApiKey { Source = _source.Trim(), Verbs = [.. _verbs.Order()], Author = await AuthorAsync() });
        _secret = created.Result.Accepted ? created.Secret : null;
        _problem = created.Result.Accepted ? null
            : created.Result.Problems.Length > 0 ? string.Join(" ", created.Result.Problems.Select(problem => problem.In(Preferences.SupportedCultures.Language)))
            : Text["Refused"];
        if (created.Result.Accepted) _source = "";
        _keys = await Desk.KeysAsync();
    }

    private async Task RevokeAsync(ApiKeyView key)
    {
        await Desk.RevokeKeyAsync(key.Id, await AuthorAsync());
        _keys = await Desk.KeysAsync();
    }

    private async Task<string> AuthorAsync() => (await Person).User.Identity?.Name ?? "";
}
