using Capacity.Hosting.Identity;
using Capacity.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Capacity.Dashboard.Tests;

public sealed class IdentityTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("capacity-identity-");
    private CapacityDatabase _database = default!;

    public async ValueTask InitializeAsync() =>
        _database = await CapacityDatabase.OpenAsync(new StorageOptions { DataDirectory = _folder.FullName });

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Keeps_people_with_their_roles_in_the_tables_of_storage()
    {
        await using ServiceProvider first = Services();
        await using (AsyncServiceScope scope = first.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>().CreateAsync(new IdentityRole(PersonRole.Planner));
            UserManager<Person> people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            Person person = new() { UserName = "camille" };
            (await people.CreateAsync(person, "a long walk by the sea")).Succeeded.ShouldBeTrue();
            (await people.AddToRoleAsync(person, PersonRole.Planner)).Succeeded.ShouldBeTrue();
        }

        await using ServiceProvider second = Services();
        await using AsyncServiceScope later = second.CreateAsyncScope();
        UserManager<Person> found = later.ServiceProvider.GetRequiredService<UserManager<Person>>();
        (await found.GetUsersInRoleAsync(PersonRole.Planner)).Select(person => person.UserName).ShouldBe(["camille"]);
    }

    [Fact]
    public async Task Refuses_a_password_shorter_than_twelve_characters()
    {
        await using ServiceProvider services = Services();
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        UserManager<Person> people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        (await people.CreateAsync(new Person { UserName = "camille" }, "elevenchars")).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task Another_process_reads_what_the_first_one_protected()
    {
        await using ServiceProvider first = Services();
        string secret = first.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Protect("camille");
        await using ServiceProvider second = Services();
        second.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Unprotect(secret).ShouldBe("camille");
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddSingleton(_database)
        .AddCapacityIdentity()
        .BuildServiceProvider();
}
