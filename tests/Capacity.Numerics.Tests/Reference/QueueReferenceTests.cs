using Capacity.Numerics.Distributions;
using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Reference;

/// <summary>General patience, closed forms, limits and time-varying loads against the reference cases.</summary>
public class QueueReferenceTests
{
    static Distribution Patience(ReferenceCase reference)
    {
        double Seconds() => reference.Number("patience_s");
        return reference.Method switch
        {
            "mmn_plus_g_deterministic" => new DeterministicDistribution(Seconds()),
            "mmn_plus_g_uniform" => new UniformDistribution(0, reference.Number("b_s")),
            "mmn_plus_g_erlang2" => new GammaDistribution(2, Seconds()),
            "mmn_plus_g_hyperexponential" => MixtureDistribution.Hyperexponential((0.5, 36), (0.5, 324)),
            "mmn_plus_g_exponential_with_balking" => MixtureDistribution.WithZeros(reference.Number("balk"), new ExponentialDistribution(Seconds())),
            "mmn_plus_g_lognormal" => new LognormalDistribution(180, 1.5),
            _ => throw new InvalidOperationException(reference.Method),
        };
    }

    [Theory]
    [CasesOf("mmn_plus_g_deterministic", "MG00", "MG01")]
    [CasesOf("mmn_plus_g_uniform", "MG11")]
    [CasesOf("mmn_plus_g_erlang2", "MG21")]
    [CasesOf("mmn_plus_g_hyperexponential", "MG30")]
    [CasesOf("mmn_plus_g_exponential_with_balking", "MG40")]
    [CasesOf("mmn_plus_g_lognormal", "MG50")]
    public void General_patience(string id)
    {
        var reference = ReferenceCase.Find(id);
        var model = new QueueModel
        {
            ArrivalRate = reference.Number("lambda_per_h") / 3600,
            MeanServiceTime = reference.Number("aht_s"),
            Agents = reference.Count("n"),
            Target = reference.Number("target_s"),
        };
        var kpis = GeneralPatienceQueue.Evaluate(model, Patience(reference));
        reference.Check(new Dictionary<string, double>
        {
            ["p_wait"] = kpis.ProbabilityOfWaiting,
            ["p_abandon"] = kpis.AbandonmentRate,
            ["asa_served"] = kpis.AverageSpeedOfAnswer,
            ["mean_wait_all"] = kpis.AverageWait,
            ["sl_served_of_offered"] = kpis.ServiceLevels.OfOffered,
            ["p_wait_gt_T"] = kpis.WaitingBeyondTarget,
            ["lq"] = kpis.AverageQueueLength,
            ["occupancy"] = kpis.Occupancy,
        });
    }

    [Theory]
    [CasesOf("halfin_whitt_delay_probability", "HW0", "HW1", "HW4")]
    public void Halfin_Whitt_limit(string id)
    {
        var reference = ReferenceCase.Find(id);
        reference.Check(new() { ["p_wait"] = SquareRootStaffing.HalfinWhittWaiting(reference.Number("beta")) });
    }

    [Theory]
    [CasesOf("garnett_delay_probability", "GA3", "GA4", "GA5", "GA6")]
    public void Garnett_limit(string id)
    {
        var reference = ReferenceCase.Find(id);
        var waiting = SquareRootStaffing.GarnettWaiting(reference.Number("beta"), reference.Number("mu_over_theta"));
        reference.Check(new() { ["p_wait"] = waiting });
    }

    [Theory]
    [CasesOf("sqrt_staffing_beta_theta_eq_mu", "MO11", "MO15")]
    public void Square_root_margin(string id)
    {
        var reference = ReferenceCase.Find(id);
        reference.Check(new() { ["beta"] = SquareRootStaffing.MarginFor(reference.Number("alpha")) });
    }

    [Theory]
    [CasesOf("mmn_nonpreemptive_priority", "PR00", "PR02")]
    public void Priorities(string id)
    {
        var reference = ReferenceCase.Find(id);
        double[] rates = [reference.Number("lambda1_per_h") / 3600, reference.Number("lambda2_per_h") / 3600];
        var service = reference.Number("aht_s");
        var waits = ClosedForms.PriorityWaits(rates, service, reference.Count("n"));
        var waiting = ErlangC.ProbabilityOfWaiting(reference.Count("n"), rates.Sum() * service);
        reference.Check(new() { ["wq1_s"] = waits[0], ["wq2_s"] = waits[1], ["p_wait"] = waiting });
    }

    [Theory]
    [CasesOf("mg1_mean_wait", "PK00", "PK01")]
    public void One_server_with_any_handle_time(string id)
    {
        var reference = ReferenceCase.Find(id);
        var wait = ClosedForms.SingleServerWait(reference.Number("rho"), reference.Number("mean_service"), Math.Sqrt(reference.Number("scv")));
        reference.Check(new() { ["wq"] = wait });
    }

    [Theory]
    [CasesOf("mm1_retrial", "RT01", "RT02")]
    public void One_server_with_retrials(string id)
    {
        var reference = ReferenceCase.Find(id);
        var (blocked, orbit) = ClosedForms.SingleServerRetrial(reference.Number("lam"), reference.Number("mu"), reference.Number("retrial_rate"));
        reference.Check(new() { ["p_block"] = blocked, ["mean_orbit"] = orbit });
    }

    [Theory]
    [CasesOf("fluid_erlang_a_overload", "FL00")]
    public void Fluid_overload(string id)
    {
        var reference = ReferenceCase.Find(id);
        var (abandonment, queue, wait) = ClosedForms.FluidOverload(reference.Number("lambda_per_h") / 3600, reference.Number("aht_s"),
            reference.Count("n"), new ExponentialDistribution(reference.Number("patience_s")));
        reference.Check(new() { ["p_abandon"] = abandonment, ["queue"] = queue, ["wait_s"] = wait });
    }

    [Theory]
    [CasesOf("mt_m_inf_offered_load_and_isa_theta_eq_mu", "MO01", "MO02", "MO03")]
    public void Offered_load_of_a_sinusoid_and_its_staffing(string id)
    {
        var reference = ReferenceCase.Find(id);
        var load = InfiniteServerLoad.OfSinusoid(100, 20, 1, reference.Number("mu"), reference.Number("t"));
        var actual = new Dictionary<string, double> { ["offered_load"] = load };
        foreach (var alpha in new[] { "0.1", "0.2", "0.5", "0.8" })
            actual["s_alpha_" + alpha] = InfiniteServerLoad.AgentsFor(load, double.Parse(alpha, System.Globalization.CultureInfo.InvariantCulture));
        reference.Check(actual);
    }

    [Theory]
    [CasesOf("mt_g_inf_linear_ramp_lag", "MO21")]
    public void Offered_load_of_a_ramp(string id)
    {
        var reference = ReferenceCase.Find(id);
        reference.Check(new() { ["offered_load"] = InfiniteServerLoad.OfRamp(10, 2, reference.Number("mean_service_min"), 0, reference.Number("t")) });
    }

    [Theory]
    [CasesOf("poisson_gamma_count", "PG01", "PG02")]
    public void Poisson_gamma_counts(string id)
    {
        var reference = ReferenceCase.Find(id);
        var (mean, shape) = (reference.Number("mean"), reference.Number("gamma_shape"));
        reference.Check(new()
        {
            ["variance"] = CountLaws.PoissonGammaVariance(mean, shape),
            ["dispersion"] = CountLaws.PoissonGammaVariance(mean, shape) / mean,
            ["cdf_at_mean"] = CountLaws.PoissonGammaCdf(mean, shape, (long)mean),
            ["cdf_at_120pct"] = CountLaws.PoissonGammaCdf(mean, shape, (long)Math.Round(1.2 * mean)),
        });
    }

    [Theory]
    [CasesOf("sbc_stolletz", "SB01")]
    public void Backlog_carryover(string id)
    {
        var reference = ReferenceCase.Find(id);
        var servers = reference.Numbers("servers").Select(value => (int)value).ToArray();
        var periods = BacklogCarryover.Evaluate(
            reference.Numbers("lambda_per_min"), servers, reference.Number("mu_per_min"), reference.Number("period_min"));
        var expected = reference.Expected.GetProperty("periods");
        periods.Count.ShouldBe(expected.GetArrayLength());
        foreach (var (period, values) in periods.Zip(expected.EnumerateArray()))
        {
            void Same(string metric, double actual)
            {
                // The file rounds the carried rate to twelve decimals.
                var value = values.GetProperty(metric).GetDouble();
                actual.ShouldBe(value, reference.ToleranceOf(metric, value), metric);
            }

            Same("backlog_rate_in", period.BacklogRateIn);
            Same("blocking", period.Blocking);
            Same("backlog_out", period.BacklogOut);
            Same("utilisation", period.Utilization);
            Same("mar", period.ModifiedRate);
            Same("Lq", period.QueueLength);
            Same("Wq", period.Wait);
        }
    }

    [Theory]
    [CasesOf("mt_m_n_m_time_varying_exact", "TV00", "TV02")]
    public void Time_varying_queue(string id)
    {
        var reference = ReferenceCase.Find(id);
        var rates = id == "TV00" ? [5, 5, 15, 15, 5, 5, 5, 5] : reference.Numbers("lambda_per_min_by_30min");
        var queue = new TransientErlangA(new QueueModel
        {
            ArrivalRate = 1,
            MeanServiceTime = 60 * reference.Number("aht_min"),
            MeanPatience = 60 * reference.Number("patience_min"),
            Target = 60 * reference.Number("target_min"),
            Agents = reference.Count("n"),
        }, room: 160);
        var intervals = rates.Select(rate => queue.Advance(rate / 60, 60 * reference.Number("interval_min"))).ToArray();
        foreach (var (interval, values) in intervals.Zip(reference.Expected.GetProperty("intervals").EnumerateArray()))
        {
            void Same(string metric, double actual)
            {
                var value = values.GetProperty(metric).GetDouble();
                actual.ShouldBe(value, reference.ToleranceOf(metric, value), metric);
            }

            Same("arrivals", interval.Arrivals);
            Same("abandonments", interval.Abandonments);
            Same("sl_of_offered", interval.ServiceLevel);
            Same("p_wait", interval.ProbabilityOfWaiting);
            Same("mean_queue_end", interval.QueueAtEnd);
            Same("mean_busy_end", interval.BusyAtEnd);
        }

        var total = reference.Expected.GetProperty("total");
        intervals.Sum(interval => interval.Abandonments).ShouldBe(total.GetProperty("abandonments").GetDouble(), 1e-3);
        (intervals.Sum(interval => interval.Arrivals * interval.ServiceLevel) / intervals.Sum(interval => interval.Arrivals))
            .ShouldBe(total.GetProperty("sl_of_offered").GetDouble(), 1e-6);
    }
}
