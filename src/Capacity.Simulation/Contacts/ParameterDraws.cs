using Capacity.Domain.Demand;
using Capacity.Numerics.Randomness;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Contacts;

/// <summary>The factors of uncertain figures in one replication: 1 where nothing is uncertain.</summary>
internal sealed class ParameterDraws
{
    const int FirstOwner = 1 << 16;
    readonly UncertaintyModel[] _uncertainties;
    readonly double[][] _all;

    public ParameterDraws(NetworkModel network, int cohorts, UncertaintyModel[] uncertainties)
    {
        _uncertainties = uncertainties;
        _all = new double[Enum.GetValues<UncertainFigure>().Length][];
        for (var figure = 0; figure < _all.Length; figure++)
            _all[figure] = new double[(UncertainFigure)figure switch
            {
                UncertainFigure.CohortContacts => cohorts,
                UncertainFigure.FirstContactResolution => network.Reasons.Length,
                _ => network.Queues.Length,
            }];
        Reset();
    }

    /// <summary>Factors of a figure by queue, reason or cohort.</summary>
    public double[] this[UncertainFigure figure] => _all[(int)figure];

    /// <summary>Draws all factors; each has a stream of its own, so that one more uncertainty leaves the others as they were.</summary>
    public void Draw(ulong seed, int replication)
    {
        if (_uncertainties.Length == 0)
            return;
        Reset();
        for (var number = 0; number < _uncertainties.Length; number++)
        {
            var stream = RandomStream.For(seed, (ulong)replication, StreamPurpose.ScenarioParameter, (uint)(FirstOwner + number));
            var factor = _uncertainties[number].Draw(stream.NextUnit());
            var factors = this[_uncertainties[number].Figure];
            for (var owner = 0; owner < factors.Length; owner++)
                if (_uncertainties[number].Owner < 0 || _uncertainties[number].Owner == owner)
                    factors[owner] *= factor;
        }
    }

    void Reset()
    {
        foreach (var factors in _all)
            Array.Fill(factors, 1);
    }
}
