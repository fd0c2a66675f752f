using Capacity.Dashboard.Desk;
using Capacity.Dashboard.Views;
using Capacity.Domain.Results;

namespace Capacity.Dashboard.Tests;

/// <summary>What a page says of figures that nobody has simulated.</summary>
public class PreviewWordsTests
{
    private static readonly EngineError Error = new()
    {
        Replications = 16, QueueDays = 800, ServiceLevelWithin3 = 0.9, AbandonmentWithin1 = 0.91, ServiceLevelMean = 1.2, ServiceLevelP90 = 3.1,
    };

    [Fact]
    public void Announces_the_calibrated_figures_while_the_plain_ones_are_shown() =>
        Said(new Preview(new ScenarioResult()) { Seconds = 0.1, BetterFollows = true }).ShouldBe(["Plain(0.1)", "ErrorFollows"]);

    [Fact]
    public void Admits_that_the_error_is_unknown_where_nothing_follows() =>
        Said(new Preview(new ScenarioResult()) { Seconds = 0.1 }).ShouldBe(["Plain(0.1)", "ErrorUnknown"]);

    [Fact]
    public void Names_the_error_to_expect_of_calibrated_figures() =>
        Said(Calibrated(by: 3)).ShouldBe(["Calibrated(16; 3)", "ErrorExpected(90\u00a0%; 800; 91\u00a0%; 1.2; 3.1)"]);

    [Fact]
    public void Tells_that_a_version_was_edited_after_the_calibrated_one() =>
        Said(Calibrated(by: 2)).ShouldBe(["Calibrated(16; 2)", "EditedSince(2)", "ErrorExpected(90\u00a0%; 800; 91\u00a0%; 1.2; 3.1)"]);

    [Fact]
    public void Names_the_error_that_was_measured_where_an_earlier_version_was_simulated() =>
        Said(new Preview(new ScenarioResult { Error = Error with { Corrected = true } }) { CorrectedBy = 2, Seconds = 0.2 })
            .ShouldBe(["Corrected(2; 0.2)", "ErrorMeasured(90\u00a0%; 800; 91\u00a0%; 1.2; 3.1)"]);

    [Fact]
    public void Names_no_share_of_no_days() =>
        Said(new Preview(new ScenarioResult { Error = new EngineError { Corrected = true } }) { CorrectedBy = 2 }).ShouldContain("NothingCompared");

    [Fact]
    public void A_network_too_large_to_calibrate_has_the_figures_of_the_plain_fluid() =>
        Said(new Preview(new ScenarioResult { Error = new EngineError { Calibrated = true } }) { CalibratedBy = 2, Seconds = 4 })
            .ShouldBe(["Plain(4.0)", "NothingCompared"]);

    private static Preview Calibrated(long by) =>
        new(new ScenarioResult { Error = Error with { Calibrated = true } }) { CalibratedBy = by };

    private static string[] Said(Preview preview)
    {
        using var _ = new InCulture("en-US");
        return [.. PreviewWords.Of(preview, 3, new KeyLocalizer())];
    }
}
