using Capacity.Hosting.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Account;

/// <summary>Who may sign in and with which role; for administrators.</summary>
public sealed partial class People
{
    private IReadOnlyList<PersonLine> _people = [];

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [Inject]
    private IStringLocalizer<People> Text { get; set; } = default!;

    [Inject]
    private UserManager<Person> Known { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Done { get; set; }

    [SupplyParameterFromQuery]
    private string? Problem { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        List<PersonLine> lines = [];
        foreach (Person person in Known.Users.OrderBy(person => person.UserName).ToArray())
        {
            string name = person.UserName ?? "";
            lines.Add(new PersonLine(name, [.. await Known.GetRolesAsync(person)], person.PasswordHash is not null, name == Context.User.Identity?.Name));
        }

        _people = lines;
    }

    private sealed record PersonLine(string Name, IReadOnlyList<string> Roles, bool HasPassword, bool IsSelf);
}
