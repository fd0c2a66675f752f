using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Capacity.Hosting.Identity;

/// <summary>Maps people, roles and data-protection keys onto tables that the schema scripts of Capacity.Storage create.</summary>
public sealed class PeopleDatabase(DbContextOptions<PeopleDatabase> options) : IdentityDbContext<Person, IdentityRole, string>(options)
{
    /// <summary>The keys that protect cookies, tokens and webhook secrets.</summary>
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<ProtectionKey>().ToTable("DataProtectionKeys");
    }
}
