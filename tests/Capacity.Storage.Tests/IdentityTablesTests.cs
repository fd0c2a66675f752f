using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Capacity.Storage.Tests;

public abstract class IdentityTablesTests(TestDatabase databases) : DatabaseTests(databases)
{
    [Fact]
    public async Task Fit_the_mapping_of_a_person_with_everything_that_hangs_on_one()
    {
        IdentityUser person = new("ada")
        {
            NormalizedUserName = "ADA",
            Email = "ada@example.org",
            NormalizedEmail = "ADA@EXAMPLE.ORG",
            PasswordHash = "hash",
            LockoutEnd = Time.Now,
        };
        IdentityRole role = new("planner") { NormalizedName = "PLANNER" };
        await using (var context = Context())
        {
            context.AddRange(person, role);
            context.Add(new IdentityUserRole<string> { UserId = person.Id, RoleId = role.Id });
            context.Add(new IdentityUserClaim<string> { UserId = person.Id, ClaimType = "site", ClaimValue = "lille" });
            context.Add(new IdentityRoleClaim<string> { RoleId = role.Id, ClaimType = "may", ClaimValue = "plan" });
            context.Add(new IdentityUserLogin<string> { UserId = person.Id, LoginProvider = "oidc", ProviderKey = "1", ProviderDisplayName = "SSO" });
            context.Add(new IdentityUserToken<string> { UserId = person.Id, LoginProvider = "oidc", Name = "token", Value = "v" });
            await context.SaveChangesAsync();
        }

        await using var again = Context();
        var read = await again.Users.SingleAsync(u => u.NormalizedUserName == "ADA");
        (read.Email, read.LockoutEnd, read.EmailConfirmed).ShouldBe(("ada@example.org", Time.Now, false));
        (await again.UserClaims.SingleAsync()).Id.ShouldBe(1);
        (await again.RoleClaims.SingleAsync()).ClaimValue.ShouldBe("plan");
        again.Remove(read);
        await again.SaveChangesAsync();
        (await again.UserRoles.CountAsync() + await again.UserLogins.CountAsync() + await again.UserTokens.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Have_every_column_that_the_mapping_names()
    {
        await using var context = Context();
        foreach (var type in context.Model.GetEntityTypes())
        {
            var columns = string.Join(", ", type.GetProperties().Select(p => $"\"{p.GetColumnName()}\""));
            await using var connection = await Database.IdentityDataSource.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {columns} FROM \"{type.GetTableName()}\"";
            await using var reader = await command.ExecuteReaderAsync();
            reader.FieldCount.ShouldBe(type.GetProperties().Count());
        }
    }

    [Fact]
    public void Keep_data_protection_keys_in_order()
    {
        DataProtectionKeyStore keys = new(Database);
        keys.ReadAll().ShouldBeEmpty();
        keys.Add("first", "<key id=\"1\" />");
        keys.Add("second", "<key id=\"2\" />");
        keys.ReadAll().ShouldBe(["<key id=\"1\" />", "<key id=\"2\" />"]);
    }

    private IdentityDbContext Context()
    {
        DbContextOptionsBuilder<IdentityDbContext> options = new();
        return new IdentityDbContext(Configure(options).Options);
    }

    protected abstract DbContextOptionsBuilder<IdentityDbContext> Configure(DbContextOptionsBuilder<IdentityDbContext> options);

    public sealed class OnSqlite(SqliteDatabase databases) : IdentityTablesTests(databases), IClassFixture<SqliteDatabase>
    {
        protected override DbContextOptionsBuilder<IdentityDbContext> Configure(DbContextOptionsBuilder<IdentityDbContext> options) =>
            options.UseSqlite(Database.IdentityDataSource.ConnectionString);
    }

    public sealed class OnPostgreSql(PostgreSqlDatabase databases) : IdentityTablesTests(databases), IClassFixture<PostgreSqlDatabase>
    {
        protected override DbContextOptionsBuilder<IdentityDbContext> Configure(DbContextOptionsBuilder<IdentityDbContext> options) =>
            options.UseNpgsql(Database.IdentityDataSource);
    }
}
