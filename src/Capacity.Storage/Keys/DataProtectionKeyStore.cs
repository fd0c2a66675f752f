using System.Data.Common;

namespace Capacity.Storage;

/// <summary>
/// The keys that protect cookies and secrets, as XML texts in the identity tables. Synchronous, because ASP.NET Core's
/// repository of such keys is.
/// </summary>
public sealed class DataProtectionKeyStore(CapacityDatabase database)
{
    /// <summary>All keys, oldest first.</summary>
    public IReadOnlyList<string> ReadAll()
    {
        using var connection = database.IdentityDataSource.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Xml" FROM "DataProtectionKeys" WHERE "Xml" IS NOT NULL ORDER BY "Id" """;
        using var reader = command.ExecuteReader();
        List<string> keys = [];
        while (reader.Read()) keys.Add(reader.GetString(0));
        return keys;
    }

    /// <summary>Adds a key; it is on disk when the call returns.</summary>
    public void Add(string friendlyName, string xml)
    {
        using var connection = database.IdentityDataSource.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = """INSERT INTO "DataProtectionKeys" ("FriendlyName", "Xml") VALUES (@name, @xml)""";
        Bind(command, "name", friendlyName);
        Bind(command, "xml", xml);
        command.ExecuteNonQuery();
    }

    private static void Bind(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
