using System.Data.Common;

namespace Capacity.Storage;

/// <summary>Reads columns by position, with instants kept as milliseconds since 1970 and NULL as null.</summary>
internal static class RowReading
{
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? LongOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static int? IntOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static double? DoubleOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    public static DateTimeOffset Instant(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? InstantOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z; anything finer is cut off.</summary>
    public static long Milliseconds(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? Milliseconds(this DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();
}
