using Capacity.Domain.Networks;

namespace Capacity.Dashboard.Views;

/// <summary>A row of the skills matrix: a team and, per queue in the network's order, its skill or nothing.</summary>
public sealed record SkillRow(Team Team, IReadOnlyList<Skill?> Skills)
{
    /// <summary>The matrix of a network.</summary>
    public static IReadOnlyList<SkillRow> Of(Network network) =>
        [.. network.Teams.Select(team => new SkillRow(team, [.. network.Queues.Select(queue => team.Skills.FirstOrDefault(skill => skill.Queue == queue.Id))]))];
}
