using Capacity.Storage;

namespace Capacity.Grains.Tests.Contract;

/// <summary>Calls that cross from one silo to another, where the runtime has several.</summary>
public class FarCalls(FarCalls.TwoSilos cluster) : IClassFixture<FarCalls.TwoSilos>
{
    /// <summary>Probes, of which about half live on the other silo.</summary>
    private IEnumerable<ICallProbe> Probes => Enumerable.Range(0, 40).Select(number => cluster.Grains.GetGrain<ICallProbe>($"far:{number}"));

    [Fact(Timeout = 180_000)]
    public async Task A_fault_of_storage_is_still_one_when_it_arrives()
    {
        foreach (var probe in Probes)
        {
            var fault = await Should.ThrowAsync<StorageException>(probe.FailToStore("no answer"));
            (fault.Message, fault.InnerException!.Message).ShouldBe(("no answer", "gone"));
        }
    }

    [Fact(Timeout = 180_000)]
    public async Task A_result_of_many_megabytes_arrives_whole()
    {
        var text = new string('é', 20_000_000);
        foreach (var probe in Probes.Take(6)) (await probe.Echo(new ProbeMessage { Text = text })).Text.ShouldBe(text);
    }

    public sealed class TwoSilos : ClusterFixture
    {
        protected override int WantedSilos => 2;
    }
}
