using System.ComponentModel;
using Capacity.Numerics;

namespace Capacity.Domain.Supply;

/// <summary>A share of a team that has been there for so long when the scenario starts.</summary>
public sealed record TenureShare
{
    [Description("Months since the end of training.")]
    public double Months { get; init; }

    [Description("Share (0–1) of the heads; what the shares leave is experienced.")]
    public double Share { get; init; }
}

/// <summary>How many leave, from a month of tenure on.</summary>
public sealed record AttritionStep
{
    [Description("Month of tenure, after training, from which the rate holds.")]
    public double FromMonth { get; init; }

    [Description("Leavers per year ÷ mean headcount (0.25 = 25 % a year; above 1 where people are replaced more than once). "
        + "FIELD: 0.20–0.35, after the crisis 0.80, grade S.")]
    public double PerYear { get; init; }
}

/// <summary>How the handle time and the resolution of newcomers approach those of experienced people.</summary>
/// <remarks>
/// Efficiency is contacts per hour of work ÷ those of an experienced person: 1 ÷ efficiency multiplies handle time. Months count from the
/// end of training; before, people serve nobody. Default: 53 % to 100 % in 12 months, linear (Cinareo, FIELD grade A for the line).
/// </remarks>
public sealed record LearningCurve
{
    [Description("Efficiency (0–1) on the first day after training.")]
    public double StartEfficiency { get; init; } = 0.53;

    [Description("First-contact resolution on the first day after training ÷ that of experienced people (0–1). Default 0.85 (assumption, "
        + "FIELD grade A; California's EDD saw far less in 2020).")]
    public double StartResolution { get; init; } = 0.85;

    [Description("Months after training until both are full.")]
    public double Months { get; init; } = 12;

    [Description("How the way there runs: a straight line in time, or a power of the months worked.")]
    public LearningShape Shape { get; init; } = LearningShape.Linear;

    /// <summary>Efficiency (0–1) at a tenure in months.</summary>
    public double Efficiency(double months) => Between(StartEfficiency, months);

    /// <summary>Resolution (0–1) at a tenure in months ÷ that of experienced people.</summary>
    public double Resolution(double months) => Between(StartResolution, months);

    // Power law of practice: e(m) = s·(1 + m)^p with p such that e(Months) = 1.
    private double Between(double start, double months)
    {
        if (Months <= 0 || months >= Months || start >= 1)
            return 1;
        var passed = Math.Max(0, months);
        return Shape == LearningShape.Linear
            ? start + (1 - start) * passed / Months
            : start * KernelMath.Exp(-KernelMath.Log(start) * KernelMath.Log(1 + passed) / KernelMath.Log(1 + Months));
    }
}

public enum LearningShape
{
    Linear,
    Power,
}
