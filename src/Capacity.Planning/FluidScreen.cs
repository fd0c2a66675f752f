using Capacity.Domain;
using Capacity.Domain.Results;
using Capacity.Domain.Scenarios;
using Capacity.Simulation.Fluid;
using Capacity.Simulation.Models;
using Capacity.Simulation.Results;

namespace Capacity.Planning;

/// <summary>Values plans by the fluid engine for one search: a fraction of a trial's time, in environments that stand for all that may come.</summary>
/// <remarks>
/// It says what to try, and takes from trials what their few environments bring by chance: a trial's value moves by what the fluid says in
/// its own environments less what it says in those of the trial (a control variate; S. S. Lavenberg and P. D. Welch, Management Science
/// 27:322, 1981). What the fluid gets wrong is the same in both, and cancels.
/// </remarks>
internal sealed class FluidScreen(PlanOptions options, CancellationToken cancellationToken)
{
    /// <summary>How many times the trial's penalty of the scenario as it is the fluid's may be, or the other way round: beyond, it leaves out what matters.</summary>
    private const double MostOff = 2;

    /// <summary>Environments to tell candidates apart, which is done often, and to correct a trial, for which backlogs want several blocks.</summary>
    private readonly FluidOptions _few = new() { Seed = options.Seed, Blocks = 1, Threads = 1, Days = false };
    private readonly FluidOptions _many = new() { Seed = options.Seed, Blocks = 4, Threads = 1, Days = false };

    /// <summary>Value of a plan in euros: staff, and what failing costs beside it.</summary>
    /// <exception cref="UncomputableException">The fluid cannot compute it.</exception>
    public double Value(Scenario plan) => Computed(plan, model => Value(model, FluidExperiment.Fold(model, _few, cancellationToken)));

    /// <summary>The same of several plans, side by side.</summary>
    /// <exception cref="UncomputableException">The fluid cannot compute one of them.</exception>
    public double[] Values(IReadOnlyList<Scenario> plans)
    {
        var values = new double[plans.Count];
        var failed = new UncomputableException?[plans.Count];
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        Parallel.For(0, plans.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, number =>
        {
            try
            {
                values[number] = Value(plans[number]);
            }
            catch (UncomputableException fault)
            {
                failed[number] = fault;
            }
        });
        return failed.FirstOrDefault(fault => fault is not null) is { } first ? throw first : values;
    }

    /// <summary>What the environments of trials bring to a plan's value by chance, with the other sign: to be added to a trial's.</summary>
    /// <exception cref="UncomputableException">The fluid cannot compute the plan.</exception>
    public double Correction(Scenario plan) => Computed(plan, model =>
    {
        var (wide, beside) = FluidExperiment.WideAndBeside(model, _many, options.TrialReplications, cancellationToken);
        return Penalty(model, wide) - Penalty(model, beside);
    });

    /// <summary>Refuses a scenario of which the fluid says something else than the trial, in the trial's own environments.</summary>
    /// <exception cref="UncomputableException">It cannot compute the scenario, or is too far off.</exception>
    public void Check(Scenario scenario, ScenarioResult tried)
    {
        var penalty = PlanObjective.Penalty(scenario, tried, options.Weights);
        var fluid = Computed(scenario, model => Penalty(model, FluidExperiment.WideAndBeside(model, _few, options.TrialReplications, cancellationToken).Beside));
        if (Math.Abs(fluid - penalty) > options.LeastGain && (fluid > MostOff * penalty || penalty > MostOff * fluid))
            throw new UncomputableException(LocalizedText.Of(
                $"le modèle fluide s’écarte trop de la simulation : {fluid / 1000:0} k€ de pénalités au lieu de {penalty / 1000:0}",
                $"the fluid model is too far from the simulation: penalties of {fluid / 1000:0} k€ for {penalty / 1000:0}"));
    }

    private double Value(SimulationModel model, ResultFold fluid) => model.TotalCost() + Penalty(model, fluid);

    private double Penalty(SimulationModel model, ResultFold fluid) => PlanObjective.Penalty(model.Scenario, fluid.Build(), options.Weights);

    private static double Computed(Scenario plan, Func<SimulationModel, double> compute)
    {
        try
        {
            var value = compute(FluidExperiment.Compile(plan));
            return double.IsFinite(value) ? value : throw new ArithmeticException("What the fluid says of a plan is no number.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new UncomputableException(
                LocalizedText.Of("le modèle fluide ne sait pas calculer ce scénario", "the fluid model cannot compute this scenario"), fault);
        }
    }
}

/// <summary>A plan that the fluid engine cannot compute, or not well enough to search by it.</summary>
internal sealed class UncomputableException(LocalizedText why, Exception? cause = null) : Exception(why.En, cause)
{
    /// <summary>For whoever reads the plan.</summary>
    public LocalizedText Why { get; } = why;
}
