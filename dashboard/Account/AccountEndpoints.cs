using Capacity.Dashboard.Preferences;
using Capacity.Hosting.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace Capacity.Dashboard.Account;

/// <summary>Form posts that sign in and out and set a password; each answers with a redirection, so that a reload repeats nothing.</summary>
public static class AccountEndpoints
{
    /// <summary>Maps the posts of the sign-in page and the account page.</summary>
    public static IEndpointRouteBuilder MapAccount(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder account = routes.MapGroup("/account").ExcludeFromDescription();
        account.MapPost("/sign-in", SignInAsync).AllowAnonymous();
        account.MapPost("/sign-out", SignOutAsync);
        account.MapPost("/password", SetPasswordAsync);
        return routes;
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string name, [FromForm] string password, [FromForm] string? returnUrl, SignInManager<Person> signIn)
    {
        SignInResult result = await signIn.PasswordSignInAsync(name, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded) return Results.LocalRedirect(LocalAddress.OrHome(returnUrl));
        string reason = result.IsLockedOut ? "locked" : "password";
        return Results.LocalRedirect($"/sign-in?reason={reason}&returnUrl={Uri.EscapeDataString(LocalAddress.OrHome(returnUrl))}");
    }

    private static async Task<IResult> SignOutAsync(SignInManager<Person> signIn)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> SetPasswordAsync(
        [FromForm] string? current, [FromForm] string password, [FromForm] string repeat,
        HttpContext context, UserManager<Person> people, SignInManager<Person> signIn)
    {
        if (password != repeat) return Results.LocalRedirect("/account?problem=repeat");
        Person? person = await people.GetUserAsync(context.User);
        if (person is null) return Results.LocalRedirect("/sign-in");
        IdentityResult result = person.PasswordHash is null
            ? await people.AddPasswordAsync(person, password)
            : await people.ChangePasswordAsync(person, current ?? "", password);
        if (!result.Succeeded) return Results.LocalRedirect($"/account?problem={Problem(result)}");
        await signIn.RefreshSignInAsync(person);
        return Results.LocalRedirect("/account?done=password");
    }

    private static string Problem(IdentityResult result) =>
        result.Errors.Any(error => error.Code == "PasswordMismatch") ? "current" : "short";
}
