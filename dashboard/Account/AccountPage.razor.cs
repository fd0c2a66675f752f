using Capacity.Hosting.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Account;

/// <summary>A person's own page: roles, password, sign out.</summary>
public sealed partial class AccountPage
{
    private bool _hasPassword;

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [Inject]
    private IStringLocalizer<AccountPage> Text { get; set; } = default!;

    [Inject]
    private UserManager<Person> People { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Done { get; set; }

    [SupplyParameterFromQuery]
    private string? Problem { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() =>
        _hasPassword = await People.GetUserAsync(Context.User) is { PasswordHash: not null };
}
