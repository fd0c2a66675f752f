using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Capacity.Hosting.Identity;

/// <summary>Creates the roles, and prints the address and, while no administrator has a password, the first-start link.</summary>
public sealed class FirstStart(IServiceScopeFactory scopes, FirstStartLink link, IServer server) : IHostedLifecycleService
{
    /// <summary>The path of the endpoint that the link opens.</summary>
    public const string Path = "/first-start";

    /// <summary>The user name that the link creates.</summary>
    public const string AdministratorName = "administrator";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        RoleManager<IdentityRole> roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        foreach (string role in PersonRole.All)
        {
            if (!await roles.RoleExistsAsync(role)) await roles.CreateAsync(new IdentityRole(role));
        }
    }

    /// <inheritdoc/>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        string address = Reachable(ListenerAddress.All(server).FirstOrDefault() ?? "http://127.0.0.1:5080");
        // Standard output on purpose, never the log: whoever reads the console may sign in, whoever reads the log may not.
        await Console.Out.WriteLineAsync($"Capacity is ready on {address}");
        if (await AdministratorHasPasswordAsync()) return;
        await Console.Out.WriteLineAsync($"First start: sign in as administrator with this link, once, within {FirstStartLink.Lifetime.TotalMinutes:0} minutes:");
        await Console.Out.WriteLineAsync($"  {address}{Path}?token={link.Open()}");
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> AdministratorHasPasswordAsync()
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        UserManager<Person> people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        return (await people.GetUsersInRoleAsync(PersonRole.Administrator)).Any(person => person.PasswordHash is not null);
    }

    // A wildcard listener has no address that a browser can open.
    private static string Reachable(string address) =>
        address.Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal);
}
