using Capacity.Simulation.Contacts;

namespace Capacity.Simulation.Fluid;

/// <summary>Customers who ask where their overdue cases are.</summary>
internal sealed partial class FluidRun
{
    void Chase()
    {
        foreach (var queue in _section.ChasedQueues)
            Chase(queue);
    }

    /// <summary>Overdue cases ask at a rate per day that is spread over the open time of the queue that is asked.</summary>
    void Chase(int number)
    {
        var chasers = _queues[number].Model.Chasers!;
        var flow = _model.Flows.Chasers[number]!;
        var asked = _queues[flow.Target];
        var next = _interval + 1;
        if (asked.DoorsOf[next] < 0)
            return;
        NoteCases(number, _place + 1);
        if (IsNone(_backlog[number]))
            return;
        var overdue = Least(_backlog[number], _cases[number]!.Overdue(next));
        if (IsNone(overdue))
            return;
        var day = _timeline.DayOf(next);
        var older = Least(overdue, _cases[number]!.OverdueForWeek(next));
        var mean = ((overdue - older) * Fill(chasers.PerDayFirstWeek) + older * Fill(chasers.PerDayLater)) * Fill(_seconds / asked.AskedSeconds[day]);
        _coming[flow.Target][_place + 1] += mean;
        Sum(flow.Target, day, ContactField.Chasers) += mean;
        _landed[flow.Number] += mean;
    }
}
