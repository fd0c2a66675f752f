using Npgsql;

namespace Capacity.Storage;

/// <summary>Runs each unit in a transaction of its own on PostgreSQL.</summary>
internal sealed class PostgreSqlWriter(NpgsqlDataSource dataSource, string where) : IWriter
{
    public async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> unit, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await unit(new SqlSession(StorageProvider.PostgreSql, connection, transaction));

            // A cancelled commit would leave the caller without knowing whether it happened.
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DiskFull)
        {
            throw new StorageFullException(where, e);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.TooManyConnections)
        {
            throw new StorageException($"{where} has no free connection: raise max_connections, or lower Maximum Pool Size.", e);
        }
        catch (NpgsqlException e) when (StorageException.IsPassing(e))
        {
            throw StorageException.Passing(e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
