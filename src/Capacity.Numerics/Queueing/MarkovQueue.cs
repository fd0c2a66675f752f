namespace Capacity.Numerics.Queueing;

/// <summary>
/// The exact shares of M/M/n/K+M: Poisson arrivals, exponential handle times and patience, n agents, K lines. Erlang A when K has no
/// end, M/M/c/K when patience has none.
/// </summary>
/// <remarks>
/// An arrival that finds n + j contacts waits, if patient, V_j = Exp(nμ) + Exp(nμ + θ) + … + Exp(nμ + jθ). With c = nμ/θ,
/// exp(−θV_j) has the law Beta(c, a), a = j + 1 (the order statistics of exponentials), so that with x = 1 − e^(−θT), y = e^(−θT):
/// <code>
/// P(answered)                = c/(c+a)
/// P(answered within T)       = c/(c+a) · I_x(a, c+1)
/// P(gave up within T)        = x − I·(c/(c+a) − y) − t·a/(a+c),  I = I_x(a, c+1), t = one step of I in a
/// E[wait; answered]          = c/(c+a) · (1/θ) Σ_{i=1..a} 1/(c+i)
/// </code>
/// No integral is computed. I runs downward in a, where the recurrence only adds (DLMF 8.17.20). With θ = 0 the beta law becomes the
/// Erlang law and I the incomplete gamma function P(a, nμT). C. Palm 1957; Garnett, Mandelbaum and Reiman, M&amp;SOM 4:208, 2002.
/// Cost: a few operations for each state of non-negligible probability.
/// </remarks>
static class MarkovQueue
{
    /// <summary>Shares of offered contacts of the model, which has been checked.</summary>
    public static OfferedShares Solve(QueueModel model)
    {
        var mu = 1.0 / model.MeanServiceTime;
        var theta = model.MeanPatience is { } patience ? 1.0 / patience : 0.0;
        var capacity = model.Lines ?? int.MaxValue;
        var n = model.Agents;
        var states = BirthDeathWindow.OfQueue(model.ArrivalRate, n, mu, theta, capacity);

        var shares = new OfferedShares { Blocked = model.Lines is null ? 0 : states[capacity] };
        var first = Math.Max(n, states.First);
        var last = Math.Min(states.Last, capacity - 1);
        for (var k = states.First; k < n && k <= states.Last; k++) shares.AnsweredInTarget += states[k];
        if (last < first) return shares;

        AddWaits(ref shares, states, first, last, n, mu, theta);
        var (answered, abandoned) = Within(model.Target, states, first, last, n, mu, theta);
        shares.AnsweredInTarget += answered;
        shares.AbandonedInTarget = abandoned;
        if (model.ShortAbandon > 0)
            shares.AbandonedShort = Within(model.ShortAbandon, states, first, last, n, mu, theta).Abandoned;
        return shares;
    }

    static void AddWaits(ref OfferedShares shares, BirthDeathWindow states, int first, int last, int n, double mu, double theta)
    {
        var full = n * mu;
        // Σ_{i=1..a} 1/(nμ + iθ) is the mean wait of a patient arrival, without the service it starts with.
        var wait = theta > 0 ? GammaFunctions.HarmonicGap(full / theta, first - n) / theta : (first - n) / full;
        for (var k = first; k <= last; k++)
        {
            var a = k - n + 1.0;
            var rate = full + a * theta;
            wait += 1.0 / rate;
            var p = states[k];
            shares.Waited += p;
            shares.Abandoned += p * a * theta / rate;
            shares.WaitAnswered += p * full / rate * wait;
            // E[min(V, patience)] = P(gives up)/θ.
            shares.WaitAll += theta > 0 ? p * a / rate : p * wait;
        }
    }

    /// <summary>Shares of offered contacts that waited and were answered, or gave up, within a time.</summary>
    static (double Answered, double Abandoned) Within(
        double time, BirthDeathWindow states, int first, int last, int n, double mu, double theta)
    {
        if (time <= 0) return (0, 0);
        var full = n * mu;
        return theta > 0
            ? WithinImpatient(time * theta, full / theta, states, first, last, n)
            : (WithinPatient(time * full, states, first, last, n), 0);
    }

    /// <summary>Probability that an arrival that finds n + j present is answered within the target, for j from 0.</summary>
    public static double[] AnsweredWithin(QueueModel model, int count)
    {
        var theta = 1.0 / model.MeanPatience!.Value;
        var c = model.Agents / (model.MeanServiceTime * theta);
        var (x, y) = (-KernelMath.ExpMinusOne(-model.Target * theta), KernelMath.Exp(-model.Target * theta));
        var answered = new double[count];
        for (var j = 0; j < count; j++) answered[j] = c / (c + j + 1.0) * GammaFunctions.RegularizedBeta(j + 1.0, c + 1.0, x, y);
        return answered;
    }

    static (double Answered, double Abandoned) WithinImpatient(
        double scaledTime, double c, BirthDeathWindow states, int first, int last, int n)
    {
        var x = -KernelMath.ExpMinusOne(-scaledTime);
        var y = KernelMath.Exp(-scaledTime);
        double answered = 0, abandoned = 0;
        var top = last - n + 1.0;
        var i = GammaFunctions.RegularizedBeta(top, c + 1.0, x, y);
        var t = GammaFunctions.BetaStep(top, c + 1.0, x, y);
        for (var k = last; k >= first; k--)
        {
            var a = k - n + 1.0;
            if (k < last)
            {
                t = t > 1e-280 ? t * (a + 1.0) / (x * (a + c + 1.0)) : GammaFunctions.BetaStep(a, c + 1.0, x, y);
                i = Math.Min(1.0, i + t);
            }

            var p = states[k];
            var patient = c / (c + a);
            answered += p * patient * i;
            abandoned += p * Math.Max(0, x - i * (patient - y) - t * a / (a + c));
        }

        return (answered, abandoned);
    }

    static double WithinPatient(double scaledTime, BirthDeathWindow states, int first, int last, int n)
    {
        var answered = 0.0;
        var top = last - n + 1.0;
        var i = GammaFunctions.LowerGamma(top, scaledTime);
        var t = GammaFunctions.PoissonDensity(top, scaledTime);
        for (var k = last; k >= first; k--)
        {
            var a = k - n + 1.0;
            if (k < last)
            {
                t = t > 1e-280 ? t * (a + 1.0) / scaledTime : GammaFunctions.PoissonDensity(a, scaledTime);
                i = Math.Min(1.0, i + t);
            }

            answered += states[k] * i;
        }

        return answered;
    }
}
