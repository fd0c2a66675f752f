using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Reference;

/// <summary>Erlang B, C and A against the reference cases.</summary>
public class ErlangReferenceTests
{
    static QueueModel Model(ReferenceCase reference) => new()
    {
        ArrivalRate = reference.Number("lambda_per_h") / 3600,
        MeanServiceTime = reference.Number("aht_s"),
        MeanPatience = reference.Number("patience_s"),
        Target = reference.Number("target_s"),
        Agents = reference.Has("n") ? reference.Count("n") : 1,
        Lines = reference.Has("queue_capacity") ? reference.Count("n") + reference.Count("queue_capacity") : null,
    };

    [Theory]
    [CasesOf("erlang_a", "EA01", "EA10", "EA12", "EA13", "EA14", "EA15", "EA17", "EA19", "EA20", "EA23")]
    [CasesOf("erlang_a_finite_queue", "EA26", "EA27")]
    public void Erlang_A_gives_every_key_figure(string id)
    {
        var reference = ReferenceCase.Find(id);
        var kpis = ErlangA.Evaluate(Model(reference));
        reference.Check(new Dictionary<string, double>
        {
            ["p_wait"] = kpis.ProbabilityOfWaiting,
            ["p_abandon"] = kpis.AbandonmentRate,
            ["p_block"] = kpis.BlockingProbability,
            ["mean_wait_all"] = kpis.AverageWait,
            ["asa_served"] = kpis.AverageSpeedOfAnswer,
            ["mean_wait_abandoned"] = kpis.AverageWaitOfAbandoned,
            ["lq"] = kpis.AverageQueueLength,
            ["occupancy"] = kpis.Occupancy,
            ["sl_served_of_offered"] = kpis.ServiceLevels.OfOffered,
            ["sl_excl_short_abandons"] = kpis.ServiceLevels.AbandonsIgnored,
            ["sl_served_of_served"] = kpis.ServiceLevels.OfAnswered,
            ["sl_abandon_before_T_counts_success"] = kpis.ServiceLevels.AbandonsCountedAsMet,
            ["p_abandon_before_T"] = kpis.AbandonedWithinTarget,
            ["p_wait_gt_T"] = kpis.WaitingBeyondTarget,
        });
    }

    [Theory]
    [CasesOf("erlang_a_min_staff", "EA51", "EA52", "EA55")]
    public void Erlang_A_requirement(string id)
    {
        var reference = ReferenceCase.Find(id);
        var goal = reference.Number("target");
        var metric = reference.Text("metric");
        var goals = metric switch
        {
            "asa_served" => new StaffingGoals { SpeedOfAnswer = goal },
            "p_abandon" => new StaffingGoals { Abandonment = goal },
            "sl_excl_short_abandons" => new StaffingGoals { ServiceLevel = goal, Kind = ServiceLevelKind.AbandonsIgnored },
            "sl_served_of_offered" => new StaffingGoals { ServiceLevel = goal },
            _ => throw new InvalidOperationException(metric),
        };
        var found = StaffingRequirement.Find(QueueMethod.ErlangA, Model(reference), goals);
        var value = metric switch
        {
            "asa_served" => found.AverageSpeedOfAnswer,
            "p_abandon" => found.AbandonmentRate,
            _ => goals.Of(found.ServiceLevels),
        };
        reference.Check(new Dictionary<string, double> { ["n"] = found.Agents, ["value"] = value });
    }

    [Theory]
    [CasesOf("erlang_a_with_gamma_busyness", "PG11")]
    public void Erlang_A_under_gamma_busyness(string id)
    {
        var reference = ReferenceCase.Find(id);
        var model = new QueueModel
        {
            ArrivalRate = reference.Number("mean_lambda_per_h") / 3600,
            MeanServiceTime = reference.Number("aht_s"),
            MeanPatience = reference.Number("patience_s"),
            Target = reference.Number("target_s"),
            Agents = reference.Count("n"),
        };
        var (level, abandonment) = ErlangA.EvaluateUnderGammaBusyness(model, reference.Number("busyness_cv"));
        reference.Check(new Dictionary<string, double> { ["sl_volume_weighted"] = level, ["p_abandon_volume_weighted"] = abandonment });
    }

    [Theory]
    [CasesOf("erlang_b", "EB01", "EB05", "EB20", "EB23")]
    public void Erlang_B_blocking(string id)
    {
        var reference = ReferenceCase.Find(id);
        reference.Check(new Dictionary<string, double> { ["blocking"] = ErlangB.Blocking(reference.Count("n"), reference.Number("a")) });
    }

    [Theory]
    [CasesOf("erlang_b_inverse_load", "EB11", "EB13", "EB15")]
    public void Erlang_B_load_at_a_blocking(string id)
    {
        var reference = ReferenceCase.Find(id);
        var load = ErlangB.LoadAtBlocking(reference.Count("n"), reference.Number("blocking"));
        reference.Check(new Dictionary<string, double> { ["a"] = load });
    }

    [Theory]
    [CasesOf("erlang_c", "EC03", "EC12")]
    [CasesOf("erlang_c_pwait", "EC10", "EC11")]
    public void Erlang_C_key_figures(string id)
    {
        var reference = ReferenceCase.Find(id);
        var service = reference.Has("aht_s") ? reference.Number("aht_s") : 60;
        var load = reference.Has("a") ? reference.Number("a") : reference.Number("lambda_per_min") * reference.Number("mean_service_min");
        var model = new QueueModel
        {
            ArrivalRate = load / service,
            MeanServiceTime = service,
            Agents = reference.Count("n"),
            Target = reference.Has("target_s") ? reference.Number("target_s") : 20,
        };
        var kpis = ErlangC.Evaluate(model);
        reference.Check(new Dictionary<string, double>
        {
            ["asa_s"] = kpis.AverageSpeedOfAnswer,
            ["p_wait"] = kpis.ProbabilityOfWaiting,
            ["wait_p90_s"] = ErlangC.WaitQuantile(model, 0.9),
            ["lq"] = kpis.AverageQueueLength,
            ["occupancy"] = kpis.Occupancy,
            ["service_level"] = kpis.ServiceLevels.OfOffered,
        });
    }

    [Theory]
    [CasesOf("erlang_c_min_staff", "EC31", "EC32", "EC34", "EC36")]
    public void Erlang_C_requirement(string id)
    {
        var reference = ReferenceCase.Find(id);
        var model = new QueueModel
        {
            ArrivalRate = reference.Number("calls") / reference.Number("interval_s"),
            MeanServiceTime = reference.Number("aht_s"),
            Target = reference.Number("target_s"),
        };
        var found = StaffingRequirement.Find(QueueMethod.ErlangC, model, new StaffingGoals { ServiceLevel = reference.Number("target_sl") });
        reference.Check(new Dictionary<string, double>
        {
            ["n"] = found.Agents,
            ["service_level"] = found.ServiceLevels.OfOffered,
            ["asa_s"] = found.AverageSpeedOfAnswer,
            ["occupancy"] = found.Occupancy,
        });
    }

    [Theory]
    [CasesOf("mmck_finite_queue", "MK00")]
    public void Finite_lines_without_abandonment(string id)
    {
        var reference = ReferenceCase.Find(id);
        var model = new QueueModel
        {
            ArrivalRate = reference.Number("lambda_per_h") / 3600,
            MeanServiceTime = reference.Number("aht_s"),
            Agents = reference.Count("n"),
            Lines = reference.Count("system_capacity"),
        };
        var kpis = ErlangC.Evaluate(model);
        var accepted = kpis.AverageSpeedOfAnswer;
        reference.Check(new Dictionary<string, double>
        {
            ["p_block"] = kpis.BlockingProbability,
            ["occupancy"] = kpis.Occupancy,
            ["mean_queue"] = kpis.AverageQueueLength,
            ["mean_wait_accepted_s"] = accepted,
            ["mean_time_in_system_s"] = accepted + model.MeanServiceTime,
            ["throughput_per_s"] = model.ArrivalRate * (1 - kpis.BlockingProbability),
        });
    }
}
