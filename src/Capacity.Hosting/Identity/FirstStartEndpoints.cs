using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Capacity.Hosting.Identity;

/// <summary>The endpoint behind the first-start link.</summary>
public static class FirstStartEndpoints
{
    /// <summary>Maps the link that signs the first administrator in.</summary>
    public static IEndpointRouteBuilder MapFirstStart(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(FirstStart.Path, FollowAsync).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static async Task<IResult> FollowAsync(
        string? token, HttpContext context, IServer server, FirstStartLink link, UserManager<Person> people, SignInManager<Person> signIn)
    {
        if (!IsFromAllowedMachine(context, server) || !link.Use(token)) return Results.Redirect("/sign-in?reason=link");
        Person administrator = await people.FindByNameAsync(FirstStart.AdministratorName) ?? await CreateAsync(people);
        await signIn.SignInAsync(administrator, isPersistent: false);
        return Results.Redirect("/");
    }

    // A proxy on this machine would make a stranger look local: a forwarded request is refused while the listener is loopback.
    private static bool IsFromAllowedMachine(HttpContext context, IServer server)
    {
        if (!ListenerAddress.IsLoopbackOnly(ListenerAddress.All(server))) return true;
        return !context.Request.Headers.ContainsKey("X-Forwarded-For")
            && !context.Request.Headers.ContainsKey("Forwarded")
            && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
    }

    private static async Task<Person> CreateAsync(UserManager<Person> people)
    {
        Person administrator = new() { UserName = FirstStart.AdministratorName };
        Check(await people.CreateAsync(administrator));
        Check(await people.AddToRoleAsync(administrator, PersonRole.Administrator));
        return administrator;
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException("The first administrator could not be created: " + string.Join(" ", result.Errors.Select(error => error.Description)));
        }
    }
}
