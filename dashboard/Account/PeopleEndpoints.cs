using Capacity.Hosting.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Capacity.Dashboard.Account;

/// <summary>Form posts of administrators that add and remove people.</summary>
public static class PeopleEndpoints
{
    /// <summary>Maps the posts of the administration page.</summary>
    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder people = routes.MapGroup("/admin/people").ExcludeFromDescription()
            .RequireAuthorization(policy => policy.RequireRole(PersonRole.Administrator));
        people.MapPost("/add", AddAsync);
        people.MapPost("/remove", RemoveAsync);
        return routes;
    }

    private static async Task<IResult> AddAsync([FromForm] string name, [FromForm] string password, [FromForm] string role, UserManager<Person> people)
    {
        if (!PersonRole.All.Contains(role)) return Results.LocalRedirect("/admin?problem=role");
        Person person = new() { UserName = name.Trim() };
        IdentityResult added = await people.CreateAsync(person, password);
        if (!added.Succeeded) return Results.LocalRedirect($"/admin?problem={Problem(added)}");
        await people.AddToRoleAsync(person, role);
        return Results.LocalRedirect("/admin?done=added");
    }

    private static async Task<IResult> RemoveAsync([FromForm] string name, HttpContext context, UserManager<Person> people)
    {
        Person? person = await people.FindByNameAsync(name);
        if (person is null) return Results.LocalRedirect("/admin?problem=gone");
        if (person.UserName == context.User.Identity?.Name) return Results.LocalRedirect("/admin?problem=self");
        await people.DeleteAsync(person);
        return Results.LocalRedirect("/admin?done=removed");
    }

    private static string Problem(IdentityResult result) => result.Errors.First().Code switch
    {
        "DuplicateUserName" => "taken",
        "InvalidUserName" => "name",
        _ => "short",
    };
}
