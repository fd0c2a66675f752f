using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Reference;

/// <summary>Queues solved as Markov chains, against the reference cases.</summary>
public class ChainReferenceTests
{
    [Theory]
    [CasesOf("blend_inbound_plus_backlog_threshold", "BL00", "BL01")]
    public void Blending_with_a_reserve(string id)
    {
        var reference = ReferenceCase.Find(id);
        var (waiting, abandonment, occupancy, background) = BlendedQueue.Evaluate(reference.Number("lambda_per_min"),
            reference.Number("mu_per_min"), reference.Number("theta_per_min"), reference.Count("n"), reference.Count("reserve_idle_agents"));
        reference.Check(new()
        {
            ["p_wait"] = waiting, ["p_abandon"] = abandonment, ["occupancy"] = occupancy, ["background_rate_per_min"] = background,
        });
    }

    [Theory]
    [CasesOf("chat_concurrency_least_loaded", "CH01", "CH02")]
    public void Chat_to_the_least_loaded(string id)
    {
        var reference = ReferenceCase.Find(id);
        var kpis = ChatPool.Evaluate(reference.Number("lambda_per_min"), reference.Count("agents"),
            reference.Numbers("agent_total_completion_rate_by_k"), reference.Number("theta_per_min"));
        reference.Check(new()
        {
            ["p_abandon"] = kpis.Abandonment,
            ["p_wait"] = kpis.Waiting,
            ["mean_queue"] = kpis.QueueLength,
            ["mean_chats_in_progress"] = kpis.ChatsInProgress,
            ["mean_chat_duration_min"] = kpis.ChatDuration,
            ["agent_busy_fraction"] = kpis.AgentsBusy,
        });
    }

    [Theory]
    [CasesOf("multiskill_n_design", "NM00", "NM01")]
    public void Two_classes_and_two_pools(string id)
    {
        var reference = ReferenceCase.Find(id);
        var kpis = new TwoClassPools
        {
            ArrivalRate1 = reference.Number("lambda1_per_min"),
            ArrivalRate2 = reference.Number("lambda2_per_min"),
            ServiceRate = reference.Number("mu_per_min"),
            AbandonmentRate1 = reference.Number("theta1"),
            AbandonmentRate2 = reference.Number("theta2"),
            PoolA = reference.Count("pool_A_class1_only"),
            PoolB = reference.Count("pool_B_both"),
            FreedBServesClass1First = reference.Text("freed_B_agent_serves_first") == "class 1",
        }.Evaluate();
        reference.Check(new()
        {
            ["p_abandon1"] = kpis.Abandonment1,
            ["p_abandon2"] = kpis.Abandonment2,
            ["mean_wait1_min"] = kpis.Wait1,
            ["mean_wait2_min"] = kpis.Wait2,
            ["occ_A"] = kpis.OccupancyA,
            ["occ_B"] = kpis.OccupancyB,
            ["p_wait1"] = kpis.Waiting1,
            ["p_wait2"] = kpis.Waiting2,
        });
    }

    [Theory]
    [CasesOf("erlang_a_with_redial", "RD00", "RD01")]
    [CasesOf("erlang_a_with_repeat_contacts", "UR00")]
    public void Contacts_that_come_back(string id)
    {
        var reference = ReferenceCase.Find(id);
        var redials = reference.Method == "erlang_a_with_redial";
        var queue = new OrbitQueue
        {
            FreshRate = reference.Number("lambda_fresh_per_min"),
            ServiceRate = reference.Number("mu_per_min"),
            AbandonmentRate = reference.Number("theta_per_min"),
            Agents = reference.Count("n"),
            RedialProbability = redials ? reference.Number("redial_prob") : 0,
            RepeatProbability = redials ? 0 : reference.Number("p_unresolved"),
            ReturnRate = reference.Number(redials ? "redial_rate_per_min" : "repeat_rate_per_min"),
            MostPresent = 50,
            MostInOrbit = id == "RD01" ? 100 : 60,
        };
        var kpis = queue.Evaluate();
        reference.Check(new()
        {
            ["attempt_rate"] = kpis.AttemptRate,
            ["amplification"] = kpis.Amplification,
            ["p_abandon_per_attempt"] = kpis.AbandonmentPerAttempt,
            ["p_abandon"] = kpis.AbandonmentPerAttempt,
            ["mean_queue"] = kpis.QueueLength,
            ["mean_orbit"] = kpis.OrbitSize,
            ["occupancy"] = kpis.Occupancy,
            ["p_wait_fresh"] = kpis.WaitingOfFresh,
            ["p_wait_all_attempts"] = kpis.WaitingOfAttempts,
            ["mean_wait_per_attempt_min"] = kpis.WaitPerAttempt,
            ["served_rate"] = kpis.ServedRate,
            ["eventually_lost_fraction"] = 1 - kpis.ServedRate / queue.FreshRate,
        });
    }
}
