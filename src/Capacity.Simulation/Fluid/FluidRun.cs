using System.Runtime.Intrinsics;
using Capacity.Simulation.Contacts;
using Capacity.Simulation.Models;

namespace Capacity.Simulation.Fluid;

/// <summary>
/// Eight lanes of a section of the network through the whole horizon: expected contacts, agents and backlogs, interval by interval, each lane in an
/// environment of its own.
/// </summary>
/// <remarks>FLUID.md has the equations. Parts: staff, arrivals, live queues, deferred queues, returns.</remarks>
internal sealed partial class FluidRun
{
    const int Width = 8;
    readonly FluidModel _model;
    readonly Timeline _timeline;
    readonly NetworkModel _network;
    readonly FluidQueue[] _queues;
    readonly LaneConditions _conditions;
    readonly int _block;
    readonly FluidSection _section;
    readonly int[] _links;
    readonly double _seconds;
    readonly Lanes[][] _sums;
    readonly Lanes[][] _teamSums;
    readonly Lanes[] _masks;
    int _interval;
    int _day;
    int _place;

    /// <summary>Whether contacts of some live queue are in somebody's hands after hours.</summary>
    bool _isAwake;

    public FluidRun(FluidBlock block, FluidSection section)
    {
        var model = block.Model;
        (_model, _conditions, _block, _section, _links) = (model, block.Conditions, block.Number, section, model.LinkOf);
        (_timeline, _network, _queues) = (model.Timeline, model.Network, model.Queues);
        _seconds = _timeline.IntervalSeconds;
        (_sums, _teamSums) = (block.Sums, block.TeamSums);
        _masks = [.. Enumerable.Range(0, model.Model.CourseCount).Select(course => Vector256.Create(
            [.. Enumerable.Range(0, Width).Select(lane => CourseOf(lane) == course ? 1f : 0f)]))];
        CreateStaff();
        CreateArrivals();
        CreateSteps();
        CreateLive();
        CreateDeferred();
        CreateOutlook();
        CreateReturns();
    }

    int CourseOf(int lane) => _conditions.Courses[_block * Width + lane];

    ref Lanes Sum(int queue, int day, ContactField field) => ref _sums[day][queue * (int)ContactField.Count + (int)field];

    ref Lanes TeamSum(int team, AgentField field) => ref _teamSums[_day][team * (int)AgentField.Count + (int)field];

    public void Run(CancellationToken cancellation)
    {
        for (_day = 0; _day < _timeline.SimulatedDays; _day++)
        {
            cancellation.ThrowIfCancellationRequested();
            StartDay();
            var first = _model.FirstOfDay[_day];
            for (_interval = first; _interval < _model.FirstOfDay[_day + 1]; _interval++)
            {
                _place = _interval - first;
                OpenDoors();
                var isAwake = _isAwake || _section.IsLiveAt[_interval];
                if (isAwake)
                {
                    ComeBack();
                    Foresee();
                    RunLive();
                }

                if (_runsCases[_place])
                    RunDeferred();
                if (isAwake || _runsCases[_place])
                    BookAgents();
                if (isAwake)
                {
                    CloseDoors();
                    NoteCauses();
                }

                if (_section.AsksAfter[_interval])
                    Chase();
                Land();
            }

            EndDay();
        }

        Complete();
    }

    void StartDay()
    {
        ScheduleStaff();
        GatherDay();
        MixKinds();
        foreach (var queue in _section.Queues)
        {
            TimeContacts(queue);
            PartFlows(queue);
            ForgetCauses(queue);
        }

        Array.Clear(_settled);
    }

    void EndDay()
    {
        foreach (var flow in _section.Flows)
            Settle(flow, _model.FirstOfDay[_day + 1] - _model.FirstOfDay[_day]);
        CountOpenCases();
        BookOutcomes();
        KeepSameDayKinds();
        BookTeams();
        Span<float> paid = stackalloc float[Width], overtime = stackalloc float[Width], cost = stackalloc float[Width];
        foreach (var team in _section.Teams)
        {
            for (var lane = 0; lane < Width; lane++)
            {
                var supply = _model.Model.CourseOf(CourseOf(lane)).Supply;
                paid[lane] = (float)(supply.PaidHours[team][_day] * 1000);
                overtime[lane] = (float)(supply.OvertimeHours[team][_day] * 1000);
                cost[lane] = (float)(supply.Cost[team][_day] * 100);
            }

            TeamSum(team, AgentField.PaidMilliHours) = Vector256.Create<float>(paid);
            TeamSum(team, AgentField.OvertimeMilliHours) = Vector256.Create<float>(overtime);
            TeamSum(team, AgentField.CostCents) = Vector256.Create<float>(cost);
        }
    }

    /// <summary>Who was offered and neither gave up nor left was answered; deferred cases are counted when they are.</summary>
    void Complete()
    {
        foreach (var queue in _section.Queues)
            for (_day = 0; _day < _timeline.SimulatedDays; _day++)
            {
                ref var answered = ref Sum(queue, _day, ContactField.Answered);
                if (_queues[queue].IsLive)
                    answered = Positive(Sum(queue, _day, ContactField.Offered) - Sum(queue, _day, ContactField.Abandoned)
                        - Sum(queue, _day, ContactField.TransferredOut) - (_day + 1 == _timeline.SimulatedDays ? _live[queue].Line : Lanes.Zero));
                else
                {
                    Sum(queue, _day, ContactField.WaitOfAllMs) = Sum(queue, _day, ContactField.WaitOfAnsweredMs);
                    Sum(queue, _day, ContactField.LossCents) +=
                        Positive(answered - Sum(queue, _day, ContactField.AnsweredWithinTarget)) * _lossByDay[queue][_day];
                }

                if (_queues[queue].Model.MostPerAgent == 1)
                    Sum(queue, _day, ContactField.HandleMs) = answered * _handleByDay[queue][_day] * Fill(1000);
                var returning = Sum(queue, _day, ContactField.Recontacts) + Sum(queue, _day, ContactField.Escalations);
                var first = Lanes.One - Least(Lanes.One, Ratio(returning, Sum(queue, _day, ContactField.Offered), Lanes.Zero));
                Sum(queue, _day, ContactField.PersonsAnswered) = answered * first;
            }
    }

    static bool IsNone(Lanes value) => Vector256.EqualsAll(value, Lanes.Zero);

    static Lanes Fill(double value) => Vector256.Create((float)value);

    static Lanes Positive(Lanes value) => Vector256.MaxNative(Lanes.Zero, value);

    static Lanes Least(Lanes a, Lanes b) => Vector256.MinNative(a, b);

    static Lanes Ratio(Lanes above, Lanes below, Lanes otherwise) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(below, Fill(1e-9)), above / Vector256.MaxNative(below, Fill(1e-9)), otherwise);
}
