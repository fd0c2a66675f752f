using Capacity.Grains.Networks;

namespace Capacity.Grains.Tests.Product;

public sealed class StoredValueTests
{
    [Fact]
    public async Task Keeps_the_old_value_when_the_write_fails()
    {
        FullDisk state = new() { State = new PartState { Version = 1 } };
        StoredValue<PartState> value = new(state);
        await Should.ThrowAsync<IOException>(() => value.WriteAsync(new PartState { Version = 2 }));

        value.Current.Version.ShouldBe(1);
        state.State.Version.ShouldBe(1);
    }

    private sealed class FullDisk : IPersistentState<PartState>
    {
        public PartState State { get; set; } = new();

        public string? Etag => null;

        public bool RecordExists => true;

        public Task ClearStateAsync() => throw new IOException("disk full");

        public Task ReadStateAsync() => Task.CompletedTask;

        public Task WriteStateAsync() => throw new IOException("disk full");

        public Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        public Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();

        public Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();
    }
}
