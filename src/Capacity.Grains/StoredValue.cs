namespace Capacity.Grains;

/// <summary>A grain's stored state as the grain may show it: a new value is adopted only after it was written.</summary>
internal sealed class StoredValue<T>(IPersistentState<T> state)
    where T : class, new()
{
    /// <summary>The value that is on disk.</summary>
    public T Current { get; private set; } = state.State ?? new T();

    /// <summary>Writes a value and adopts it; where the write fails, the one before stays.</summary>
    public async Task WriteAsync(T next)
    {
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = Current;
            throw;
        }

        Current = next;
    }
}
