using Capacity.Numerics.Queueing;

namespace Capacity.Numerics.Tests.Queueing;

public class DeferredWorkTests
{
    static readonly double[] Week = [8, 8, 8, 8, 8, 0, 0, 8, 8, 8];

    /// <summary>Work of each open day, due two open days later; a pile of old work on the first.</summary>
    static readonly DeferredJob[] Jobs =
    [
        new(0, 1, 90), new(0, 2, 40), new(1, 3, 30), new(2, 4, 120), new(3, 7, 50), new(4, 8, 50), new(5, 7, 20), new(7, 9, 60),
    ];

    [Fact]
    public void One_job_needs_its_work_over_its_open_hours() =>
        DeferredWork.ConstantAgents([new DeferredJob(3, 7, 48)], Week).ShouldBe(2);

    [Fact]
    public void Constant_agents_meet_every_date_and_any_fewer_do_not()
    {
        var agents = DeferredWork.ConstantAgents(Jobs, Week);
        Late(agents).ShouldBe(0, 1e-9);
        Late(agents - 0.01).ShouldBeGreaterThan(0.01);

        double Late(double n) => DeferredWork.Serve(Jobs, [.. Week.Select(_ => n)], Week).Sum(day => day.TurnedLate);
    }

    [Fact]
    public void Agents_by_interval_meet_every_date_without_knowing_tomorrow()
    {
        var agents = DeferredWork.AgentsByInterval(Jobs, Week);
        DeferredWork.Serve(Jobs, agents, Week).Sum(day => day.TurnedLate).ShouldBe(0, 1e-9);
        agents[0].ShouldBe(5.625, 1e-12);
        agents.Max().ShouldBeGreaterThanOrEqualTo(DeferredWork.ConstantAgents(Jobs, Week));
    }

    [Fact]
    public void All_work_is_done_waits_or_has_not_come()
    {
        var days = DeferredWork.Serve(Jobs, [.. Week.Select(_ => 3.0)], Week);
        days.Sum(day => day.Worked).ShouldBe(Jobs.Sum(job => job.Work) - days[^1].Backlog, 1e-9);
        days.Sum(day => day.TurnedLate).ShouldBeGreaterThan(0);
        days[1].OldestAge.ShouldBe(2);
    }

    [Fact]
    public void The_earliest_date_goes_first()
    {
        DeferredJob[] jobs = [new(0, 2, 8), new(0, 0, 8)];
        var days = DeferredWork.Serve(jobs, [1, 1, 1], [8, 8, 8]);
        days.ShouldBe([new(8, 8, 0, 1), new(8, 0, 0, 0), new(0, 0, 0, 0)]);
    }
}
