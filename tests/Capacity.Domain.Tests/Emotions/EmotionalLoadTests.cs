using Capacity.Domain.Emotions;
using Capacity.Domain.Levers;
using Capacity.Domain.Networks;
using Capacity.Domain.Samples;

namespace Capacity.Domain.Tests.Emotions;

public class EmotionalLoadTests
{
    private static readonly EmotionalLoad Usual = new();

    [Fact]
    public void Hard_contacts_take_longer_by_their_reason_s_intensity()
    {
        Usual.HardFactor(1).ShouldBe(1.3);
        Usual.HardFactor(0.5).ShouldBe(1.15, 1e-12);
        Usual.HardFactor(0).ShouldBe(1);
    }

    [Theory]
    [InlineData(4, 0.85)]
    [InlineData(10, 0.80)]
    [InlineData(40, 0.65)]
    [InlineData(double.NaN, 0.85)]
    public void The_ceiling_falls_with_hard_contacts_a_day_down_to_that_of_emotional_work(double hardPerDay, double ceiling) =>
        Usual.Ceiling(0.85, hardPerDay).ShouldBe(ceiling, 1e-12);

    [Fact]
    public void Absence_and_attrition_rise_only_when_hard_weeks_last()
    {
        var strain = Usual.Strain([12, 14, 12, 13, 9, 20, 20, 20, 20, 20]);

        strain.Select(week => Math.Round(week.Absence, 12)).ShouldBe([0, 0, 0, 0, 0.02, 0, 0, 0, 0, 0.10]);
        strain[4].AttritionFactor.ShouldBe(1.1, 1e-12);
    }

    [Fact]
    public void Switched_off_it_does_nothing()
    {
        var off = Usual with { Enabled = false };

        off.HardFactor(1).ShouldBe(1);
        off.Ceiling(0.85, 40).ShouldBe(0.85);
        off.Strain([20, 20, 20, 20, 20]).ShouldAllBe(week => week == new EmotionalStrain(0, 1));
    }

    [Fact]
    public void Time_to_be_heard_is_the_longer_handling_and_the_pause()
    {
        var plain = Horizons.Scenario();
        var heard = TimeToBeHeard.Of(plain with { EmotionalLoad = Usual }).ToDictionary(x => x.Queue, x => x.Seconds);

        TimeToBeHeard.Of(plain).ShouldAllBe(queue => queue.Seconds == plain.Network.Queues.Single(q => q.Id == queue.Queue).HandleTime.RecoveryPauseSeconds);
        heard["complaint-voice"].ShouldBeGreaterThan(60 + 0.3 * plain.Network.Queues.Single(q => q.Id == "complaint-voice").HandleTime.MeanSeconds * 0.8);
    }

    [Theory]
    [InlineData(0.8, true)]
    [InlineData(1, false)]
    [InlineData(1.25, false)]
    public void People_who_hurry_more_than_the_team_that_they_join_take_from_it(double pace, bool takes)
    {
        var heard = Horizons.Scenario() with { EmotionalLoad = Usual };
        var lent = heard with { Levers = [new Redeployment { FromTeam = "grenoble-activities", ToTeam = "lille-refunds", Heads = 3, HandleTimeFactor = pace }] };
        var taught = heard with { Levers = [new CrossTraining { Team = "nantes-care", Queue = "refund-voice", Heads = 3, HandleTimeFactor = pace }] };

        TimeToBeHeard.Lost(heard, lent).Any(lost => lost.Queue == "refund-voice").ShouldBe(takes);
        TimeToBeHeard.Lost(heard, taught).Select(lost => lost.Queue).ShouldBe(takes ? ["refund-voice"] : []);
    }

    [Fact]
    public void A_change_that_takes_from_it_is_named()
    {
        var plain = Horizons.Scenario();
        Queue Hasty(Queue queue) => queue.Id == "refund-voice" ? queue with { HandleTime = queue.HandleTime with { RecoveryPauseSeconds = 20 } } : queue;
        var hasty = plain with { Network = plain.Network with { Queues = [.. plain.Network.Queues.Select(Hasty)] } };

        TimeToBeHeard.Lost(plain, hasty).ShouldBe([("refund-voice", 40.0)]);
        TimeToBeHeard.Lost(hasty, plain).ShouldBeEmpty();
    }
}
