namespace Capacity.Numerics.Queueing;

/// <summary>
/// Erlang A of any size whose contacts come back after a while: the attempts that feed themselves, as a fixed point. Attempts and persons
/// are told apart.
/// </summary>
/// <remarks>
/// x = λ / (1 − r·P(x) − u·(1 − P(x))), P(x) the abandonment rate of Erlang A at x attempts: the stationary form of Aguir, Karaesmen, Akşin
/// and Chauvet, OR Spectrum 26:353, 2004. Persons who leave, x(1 − r)P + x(1 − u)(1 − P), rise with x, so that there is one solution; by
/// bisection, about 50 evaluations. It takes attempts as a Poisson stream, and people who come back soon meet the same long queue: against
/// the exact chain of <see cref="OrbitQueue"/> (10 agents, half load to three times load) abandonment is within 0.011 where the mean return
/// takes at least 1.2 ÷ (1 − max(r, u)) handle times, and at least a quarter of that where attempts are twice what the agents can handle;
/// everything else is refused.
/// </remarks>
public static class ReturnFixedPoint
{
    const string Where = "Fixed point of returns";

    /// <summary>Solves the fixed point.</summary>
    /// <param name="model">The queue at the rate of its fresh contacts, with a mean patience; short abandons are counted as abandons.</param>
    /// <param name="redialProbability">r, share of those who gave up that tries again, from 0 to below 1.</param>
    /// <param name="repeatProbability">u, share of the answered that comes back, from 0 to below 1.</param>
    /// <param name="meanReturn">Mean time until a contact comes back, in seconds.</param>
    /// <exception cref="QueueRefusedException">A figure is outside its range, or people come back too soon for the method.</exception>
    public static ReturnKpis Solve(QueueModel model, double redialProbability, double repeatProbability, double meanReturn)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.RefuseNonsense();
        QueueRefusedException.Unless(redialProbability is >= 0 and < 1, Where, "redial probability", redialProbability, "from 0 to below 1");
        QueueRefusedException.Unless(repeatProbability is >= 0 and < 1, Where, "repeat probability", repeatProbability, "from 0 to below 1");
        QueueRefusedException.Unless(model.Lines is null, Where, "number of lines", model.Lines ?? 0, "left out: the blocked would come back too");
        QueueRefusedException.UnlessPositive(Where, "mean time until a return", meanReturn);

        QueueKpis At(double rate) => ErlangA.Evaluate(model with { ArrivalRate = rate, ShortAbandon = 0 });
        double Leaving(double rate, double abandonment) =>
            rate * ((1 - redialProbability) * abandonment + (1 - repeatProbability) * (1 - abandonment));
        double low = model.ArrivalRate, high = model.ArrivalRate / (1 - Math.Max(redialProbability, repeatProbability));
        while (high - low > 1e-13 * high)
        {
            var middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) break;
            if (Leaving(middle, At(middle).AbandonmentRate) < model.ArrivalRate) low = middle;
            else high = middle;
        }

        var kpis = At(high);
        RefuseSoonReturns(model, kpis, meanReturn, 1.2 / (1 - Math.Max(redialProbability, repeatProbability)));
        return new ReturnKpis(high, high / model.ArrivalRate, kpis,
            high * (1 - kpis.AbandonmentRate) * (1 - repeatProbability) / model.ArrivalRate);
    }

    static void RefuseSoonReturns(QueueModel model, QueueKpis kpis, double meanReturn, double least)
    {
        var delay = meanReturn / model.MeanServiceTime;
        if (kpis.OfferedLoad >= 2.0 * model.Agents) least *= 0.25;
        QueueRefusedException.Unless(delay >= least, Where, "mean time until a return in mean handle times", delay, FormattableString.Invariant(
            $"at least {least:0.##} at {kpis.OfferedLoad / model.Agents:0.##} erlangs of attempts per agent: people who come back sooner meet the same queue; use OrbitQueue or simulate"));
    }
}

/// <summary>Figures of a queue whose contacts come back.</summary>
/// <param name="AttemptRate">Attempts per second, fresh and returning.</param>
/// <param name="Amplification">Attempts ÷ fresh contacts.</param>
/// <param name="OfAttempts">The key figures, over attempts.</param>
/// <param name="PersonsSettled">Share of fresh contacts that are answered for good in the end.</param>
public sealed record ReturnKpis(double AttemptRate, double Amplification, QueueKpis OfAttempts, double PersonsSettled);
