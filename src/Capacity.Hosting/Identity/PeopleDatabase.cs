using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Capacity.Hosting.Identity;

/// <summary>Maps people and roles onto tables that the schema scripts of Capacity.Storage create.</summary>
public sealed class PeopleDatabase(DbContextOptions<PeopleDatabase> options) : IdentityDbContext<Person, IdentityRole, string>(options);
