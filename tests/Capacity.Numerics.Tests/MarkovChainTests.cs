namespace Capacity.Numerics.Tests;

public class MarkovChainTests
{
    [Fact]
    public void A_birth_death_chain_has_its_product_form()
    {
        var chain = new MarkovChain<int>(5, k => [(k + 1, k < 30 ? 2.0 : 0), (k - 1, k > 0 ? k : 0)]);
        var p = chain.StationaryProbabilities();
        for (var i = 0; i < p.Length; i++)
            p[i].ShouldBe(GammaFunctions.PoissonDensity(chain.States[i], 2), 1e-13 * GammaFunctions.PoissonDensity(chain.States[i], 2));
    }

    [Fact]
    public void A_chain_without_order_balances_every_state()
    {
        // A ring with chords: rates in and out of every state must agree.
        const int n = 60;
        IEnumerable<(int, double)> Transitions(int i) => [((i + 1) % n, 1 + i % 3), ((i + 7) % n, 0.5), ((i + n - 1) % n, 0.25 * (i % 5))];
        var chain = new MarkovChain<int>(0, Transitions);
        var p = chain.StationaryProbabilities();
        var balance = new double[n];
        for (var i = 0; i < n; i++)
            foreach (var (to, rate) in Transitions(chain.States[i]))
            {
                balance[chain.States[i]] -= p[i] * rate;
                balance[to] += p[i] * rate;
            }

        balance.ShouldAllBe(excess => Math.Abs(excess) < 1e-15);
        p.Sum().ShouldBe(1, 1e-14);
    }

    [Fact]
    public void Refuses_a_chain_that_cannot_return() =>
        Should.Throw<ArithmeticException>(() => new MarkovChain<int>(0, k => k < 3 ? [(k + 1, 1.0)] : []).StationaryProbabilities());
}
