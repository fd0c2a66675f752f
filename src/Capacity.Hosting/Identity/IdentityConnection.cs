namespace Capacity.Hosting.Identity;

/// <summary>Where people and data-protection keys are kept.</summary>
/// <param name="IsPostgreSql">True for PostgreSQL, false for a SQLite file.</param>
/// <param name="ConnectionString">The ADO.NET connection string.</param>
public sealed record IdentityConnection(bool IsPostgreSql, string ConnectionString);
