using Capacity.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Capacity.Hosting.Identity;

/// <summary>Registers people, roles, cookies and data protection.</summary>
public static class IdentityComposition
{
    /// <summary>Adds sign-in for people, kept in the <see cref="CapacityDatabase"/> that the host has registered.</summary>
    public static IServiceCollection AddCapacityIdentity(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContext<PeopleDatabase>((provider, options) => Connect(options, provider.GetRequiredService<CapacityDatabase>()));
        services.AddIdentityCore<Person>(Configure)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<PeopleDatabase>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "capacity.person";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax;
            cookie.LoginPath = "/sign-in";
            cookie.LogoutPath = "/sign-out";
            cookie.AccessDeniedPath = "/forbidden";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        });
        services.AddDataProtection().SetApplicationName("Capacity");
        services.AddSingleton<ProtectionKeyRepository>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = provider.GetRequiredService<ProtectionKeyRepository>()));
        services.AddSingleton<FirstStartLink>();
        services.AddHostedService<FirstStart>();
        return services;
    }

    private static void Connect(DbContextOptionsBuilder options, CapacityDatabase database)
    {
        if (database.IdentityDataSource is NpgsqlDataSource server) options.UseNpgsql(server);
        else options.UseSqlite(database.IdentityDataSource.CreateConnection(), contextOwnsConnection: true);
    }

    private static void Configure(IdentityOptions options)
    {
        // Length protects better than required symbols, which people write on a note.
        options.Password.RequiredLength = 12;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        options.User.RequireUniqueEmail = false;
    }
}
