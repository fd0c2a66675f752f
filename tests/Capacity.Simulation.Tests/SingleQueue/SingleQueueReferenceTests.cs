using System.Text.Json;
using Capacity.Numerics.Distributions;
using Capacity.Simulation.SingleQueue;

namespace Capacity.Simulation.Tests.SingleQueue;

/// <summary>The reference cases that one first-come-first-served queue can answer: two exact traces and four simulated queues.</summary>
public class SingleQueueReferenceTests
{
    static JsonElement Find(string id)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "..", "shared", "data", "reference_cases.json");
            if (!File.Exists(path)) continue;
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return document.RootElement.GetProperty("cases").EnumerateArray().First(item => item.GetProperty("id").GetString() == id).Clone();
        }

        if (Environment.GetEnvironmentVariable("CAPACITY_REQUIRE_ALL") == "1")
            throw new FileNotFoundException("reference_cases.json is required and was not found above the tests.");
        Assert.Skip("The shared reference cases are not on this machine.");
        throw new InvalidOperationException();
    }

    [Theory]
    [InlineData("TR00")]
    [InlineData("TR03")]
    public void Reproduces_an_exact_trace(string id)
    {
        var reference = Find(id);
        var inputs = reference.GetProperty("inputs");
        var expected = reference.GetProperty("expected");
        var queue = new ContactRecursion(inputs.GetProperty("servers").GetInt32());
        var (served, inTarget, waits) = (0, 0, 0.0);
        foreach (var (contact, outcome) in inputs.GetProperty("contacts").EnumerateArray().Zip(expected.GetProperty("outcomes").EnumerateArray()))
        {
            var (arrival, service) = (contact.GetProperty("arrival").GetDouble(), contact.GetProperty("service").GetDouble());
            var (fate, wait) = queue.Offer(arrival, service, contact.GetProperty("patience").GetDouble());
            fate.ToString().ToLowerInvariant().ShouldBe(outcome.GetProperty("outcome").GetString());
            wait.ShouldBe(outcome.GetProperty("wait").GetDouble());
            (arrival + wait + (fate == ContactFate.Served ? service : 0)).ShouldBe(outcome.GetProperty("exit").GetDouble());
            if (fate != ContactFate.Served) continue;
            served++;
            waits += wait;
            if (wait <= inputs.GetProperty("target_s").GetDouble()) inTarget++;
        }

        served.ShouldBe(expected.GetProperty("served").GetInt32());
        inTarget.ShouldBe(expected.GetProperty("within_target").GetInt32());
        (waits / served).ShouldBe(expected.GetProperty("asa").GetDouble(), 1e-11);
    }

    [Theory]
    [InlineData("GG_det_service", 4_000_000)]
    [InlineData("GG_erlang2_service_no_overload", 3_000_000)]
    [InlineData("GG_ln_service_cv1.0", 4_000_000)]
    [InlineData("GG_ln_service_cv1.5", 4_000_000)]
    public void Agrees_with_an_independent_simulation(string id, long contacts)
    {
        var reference = Find(id);
        var inputs = reference.GetProperty("inputs");
        var mean = inputs.GetProperty("aht_s").GetDouble();
        var model = new SingleQueueModel
        {
            ArrivalRate = inputs.GetProperty("lambda_per_h").GetDouble() / 3600,
            ServiceTime = inputs.GetProperty("service").GetString() switch
            {
                "deterministic" => new DeterministicDistribution(mean),
                "erlang-2" => new GammaDistribution(2, mean),
                "lognormal cv 1.0" => new LognormalDistribution(mean, 1.0),
                _ => new LognormalDistribution(mean, 1.5),
            },
            Patience = new ExponentialDistribution(180),
            Agents = inputs.GetProperty("n").GetInt32(),
            Target = inputs.GetProperty("target_s").GetDouble(),
        };
        // Our own error, at 99.99 %, on top of the file's tolerance.
        var result = SingleQueueSimulation.Run(model, new SingleQueuePlan { Contacts = contacts, Level = 0.9999 });
        foreach (var (metric, estimate) in new[]
                 {
                     ("p_abandon", result.AbandonmentRate), ("p_wait", result.ProbabilityOfWaiting),
                     ("sl_served_of_offered", result.ServiceLevelOfOffered), ("asa_served", result.AverageSpeedOfAnswer),
                     ("mean_wait_all", result.AverageWait),
                 })
        {
            var tolerance = reference.GetProperty("tolerance").GetProperty(metric).GetDouble() + estimate.HalfWidth;
            estimate.Value.ShouldBe(reference.GetProperty("expected").GetProperty(metric).GetDouble(), tolerance, metric);
            estimate.HalfWidth.ShouldBeLessThan(0.05 * estimate.Value, metric);
        }
    }
}
