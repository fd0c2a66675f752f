using System.ComponentModel;
using Capacity.Domain.Demand;

namespace Capacity.Domain.Supply;

/// <summary>Days on which a site is closed, or has fewer seats: only those who work from home, or have a seat, serve contacts.</summary>
/// <remarks>People who cannot work are paid: a closure is not short-time work, which is declared apart.</remarks>
public sealed record SiteClosure
{
    [Description("Identifier: lower-case letters, digits and hyphens.")]
    public string Id { get; init; } = "";

    [Description("The site.")]
    public string Site { get; init; } = "";

    [Description("The days on which it holds.")]
    public Period During { get; init; } = new();

    [Description("Seats that stay open, 0 for a closed site; distance rules leave half, for example.")]
    public int Seats { get; init; }
}
