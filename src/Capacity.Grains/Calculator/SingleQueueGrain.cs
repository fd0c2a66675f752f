using Capacity.Contracts;
using Capacity.Contracts.Calculator;
using Capacity.Grains.Engine;
using Capacity.Numerics.Estimation;
using Capacity.Numerics.Queueing;
using Capacity.Simulation.SingleQueue;
using Orleans.Placement;

namespace Capacity.Grains.Calculator;

/// <summary>Asks the single-queue simulation on a compute thread.</summary>
[RandomPlacement]
public sealed class SingleQueueGrain(ComputeThreads threads, TimeProvider time) : Grain, ISingleQueueGrain
{
    public async Task<SingleQueueReply> Simulate(SingleQueueRequest request, CancellationToken cancellationToken)
    {
        if (request.Contacts is < 1 or > SingleQueueRequest.MostContacts)
            return Refused(
                ($"{request.Contacts} contacts were asked for.", $"{request.Contacts} contacts ont été demandés."),
                ($"Ask for 1 to {SingleQueueRequest.MostContacts}.", $"Demandez-en 1 à {SingleQueueRequest.MostContacts}."));
        try
        {
            var start = time.GetTimestamp();
            var plan = new SingleQueuePlan { Contacts = request.Contacts, Seed = request.Seed };
            var result = await threads.RunAsync(() => SingleQueueSimulation.Run(Model(request), plan, cancellationToken), cancellationToken);
            return Reply(result, time.GetElapsedTime(start).TotalSeconds);
        }
        catch (StationarityException)
        {
            return Refused(
                ("Nobody gives up and the load reaches the number of agents: the queue would grow without end.",
                    "Personne n’abandonne et la charge atteint le nombre d’agents : la file grandirait sans fin."),
                ("Add agents, or say how patient customers are.", "Ajoutez des agents, ou dites quelle est la patience des clients."));
        }
        catch (QueueRefusedException refused)
        {
            return Refused((refused.Message, refused.In("fr")), ("", ""));
        }
    }

    private static SingleQueueModel Model(SingleQueueRequest request) => SingleQueueModel.Of(
        new QueueModel
        {
            ArrivalRate = request.ArrivalRate, MeanServiceTime = request.MeanServiceTime, MeanPatience = request.MeanPatience, Agents = request.Agents,
            Target = request.Target,
        },
        request.ServiceVariation);

    private static SingleQueueReply Reply(SingleQueueResult result, double seconds) => new()
    {
        ServiceLevel = Figure(result.ServiceLevelOfOffered), AbandonsIgnored = Figure(result.ServiceLevelAbandonsIgnored),
        OfAnswered = Figure(result.ServiceLevelOfAnswered), AbandonsCountedAsMet = Figure(result.ServiceLevelAbandonsCountedAsMet),
        SpeedOfAnswer = Figure(result.AverageSpeedOfAnswer), AbandonmentRate = Figure(result.AbandonmentRate),
        ProbabilityOfWaiting = Figure(result.ProbabilityOfWaiting), Occupancy = Figure(result.Occupancy), Contacts = result.Contacts, Seconds = seconds,
    };

    private static SimulatedFigure Figure(Estimate estimate) => new() { Value = estimate.Value, HalfWidth = estimate.HalfWidth };

    private static SingleQueueReply Refused((string En, string Fr) what, (string En, string Fr) mend) => new() { Refused = Problem.Of(what, mend) };
}
