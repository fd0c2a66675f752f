using System.CommandLine;
using Capacity.Cli.Quantities;
using Capacity.Cli.Terminal;
using Capacity.Simulation.Fluid;

namespace Capacity.Cli.Commands;

/// <summary>How many contact-level replications calibrate the fluid.</summary>
/// <param name="Replications">So many at least; 0: it is not calibrated.</param>
/// <param name="Most">Up to so many while the error to be expected wants them; 0: no more.</param>
internal sealed record CalibrationSize(int Replications, int Most);

/// <summary>The options that calibrate the fluid.</summary>
/// <param name="description">What the first of them does in its command.</param>
internal sealed class CalibrationOptions(string description)
{
    private readonly Option<long> _replications = QuantityOption.Count("--calibrated", description, 0, 1000, FluidCalibration.Usual);
    private readonly Option<long> _most = QuantityOption.Count(
        "--calibrated-most",
        $"With --calibrated: as many replications again, and again, up to so many, while fewer than {100 * FluidCalibration.Wanted:0} % of queue-days are to be expected within 3 points of service level and 1 of abandonment.",
        0, 1000, 0);

    public void AddTo(Command command)
    {
        command.Options.Add(_replications);
        command.Options.Add(_most);
    }

    /// <summary>What is asked for; a limit without a calibration is refused.</summary>
    public CalibrationSize Read(ParseResult parsed)
    {
        var size = new CalibrationSize((int)parsed.GetValue(_replications), (int)parsed.GetValue(_most));
        return size is { Replications: 0, Most: > 0 }
            ? throw new RefusedException($"--calibrated-most {size.Most} limits a calibration, and --calibrated 0 wants none. Leave one of the two out.")
            : size;
    }

    /// <summary>Refuses them where nothing is computed as a fluid.</summary>
    public void RefuseUnless(ParseResult parsed, bool isFluid, string fluid) =>
        BelongingOptions.RefuseUnless(parsed, isFluid, fluid, _replications, _most);
}
