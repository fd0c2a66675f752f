using Orleans.Core;

namespace Orleans.Core
{
    /// <summary>A stored record of a grain.</summary>
    public interface IStorage
    {
        /// <summary>The version last read or written; null while nothing is stored.</summary>
        string? Etag { get; }

        bool RecordExists { get; }

        Task ReadStateAsync();

        Task ReadStateAsync(CancellationToken cancellationToken);

        Task WriteStateAsync();

        Task WriteStateAsync(CancellationToken cancellationToken);

        Task ClearStateAsync();

        Task ClearStateAsync(CancellationToken cancellationToken);
    }

    /// <summary>A stored record of a grain and its value in memory.</summary>
    public interface IStorage<TState> : IStorage
    {
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A grain's stored state, read before the grain activates.</summary>
    public interface IPersistentState<TState> : IStorage<TState>;

    /// <summary>Names the stored state that a constructor parameter of a grain class receives.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        public string StateName { get; } = stateName;

        public string? StorageName { get; } = storageName;
    }
}
