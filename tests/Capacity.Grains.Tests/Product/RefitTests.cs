using System.Text.Json;
using Capacity.Contracts.Forecasts;
using Capacity.Domain.Json;
using Capacity.Forecasting.Accuracy;
using Capacity.Forecasting.Baselines;
using NodaTime;

namespace Capacity.Grains.Tests.Product;

/// <summary>Each test has a queue of its own; the calendar only moves forward.</summary>
public sealed class RefitTests(ForecastCluster cluster) : IClassFixture<ForecastCluster>
{
    private static readonly DateOnly FirstOfMay = new(2020, 5, 1);

    [Fact]
    public async Task An_imported_series_is_fitted_at_once_and_looked_at_again_after_midnight_in_Paris()
    {
        await cluster.ImportAsync("refund-voice", FirstOfMay);
        var status = await cluster.FittedAsync("refund-voice", status => status.NextAt is not null);
        (status.Through, status.Problem).ShouldBe(("2020-05-01", null));
        var now = cluster.Time.GetUtcNow();
        status.FittedAt.ShouldNotBeNull().ShouldBeInRange(now.AddMinutes(-1), now);
        status.NextAt!.Value.UtcDateTime.TimeOfDay.ShouldBe(new TimeSpan(22, 30, 0));
        var forecast = Read(await cluster.Forecast("refund-voice").Forecast());
        forecast.Days.First(day => day.Date.DayOfWeek == IsoDayOfWeek.Monday).Mean.ShouldBe(20 * 22, 20);
    }

    [Fact]
    public async Task A_day_of_live_intervals_is_fitted_after_it_is_complete_also_when_the_process_stopped_meanwhile()
    {
        await cluster.ImportAsync("booking-voice", FirstOfMay);
        var before = await cluster.FittedAsync("booking-voice", status => status.NextAt is not null);
        var day = DateOnly.FromDateTime(cluster.Time.GetUtcNow().UtcDateTime);
        await cluster.SendAsync("booking-voice", day, 25);
        (await cluster.Forecast("booking-voice").Status()).Through.ShouldBe("2020-05-01");

        await cluster.RestartAsync();
        (await cluster.Forecast("booking-voice").Status()).FittedAt.ShouldBe(before.FittedAt);
        cluster.Time.MoveTo(before.NextAt!.Value.AddMinutes(1));
        var after = await cluster.FittedAsync("booking-voice", status => status.Through != before.Through);
        after.Through.ShouldBe($"{day:yyyy-MM-dd}");
        after.NextAt.ShouldBe(before.NextAt.Value.AddDays(1));
    }

    [Fact]
    public async Task A_series_that_is_too_short_says_so_in_both_languages()
    {
        await cluster.ImportAsync("groups-voice", new DateOnly(2020, 2, 7));
        var problem = (await cluster.FittedAsync("groups-voice", status => status.NextAt is not null)).Problem.ShouldNotBeNull();
        problem.In("en").ShouldContain("shorter than two weeks");
        problem.In("fr").ShouldContain("moins de deux semaines");
    }

    [Fact]
    public async Task A_fault_of_the_program_is_told_without_its_words()
    {
        await cluster.ImportAsync(UnreadableHistory.Queue, FirstOfMay);
        var problem = (await cluster.FittedAsync(UnreadableHistory.Queue, status => status.NextAt is not null)).Problem.ShouldNotBeNull();
        problem.In("fr").ShouldStartWith("Le calcul a échoué.");
        (problem.In("fr") + problem.In("en")).ShouldNotContain(UnreadableHistory.Message);
    }

    [Fact]
    public async Task A_series_is_read_as_a_wave_until_the_day_asked_for()
    {
        await cluster.ImportAsync("care-voice", FirstOfMay);
        SurgeRequest request = new() { Announcements = [new DateOnly(2020, 3, 16)], Until = new DateOnly(2020, 4, 3), Days = 20, Cohort = "wave" };
        var reply = await cluster.Forecast("care-voice").Surge(request, TestContext.Current.CancellationToken);
        var reading = JsonSerializer.Deserialize<SurgeReading>(reply.Json, CapacityJson.Options)!;
        (reading.Came[^1].Date, reading.Ahead.Count).ShouldBe((new LocalDate(2020, 4, 3), 20));
        (reading.Cohort.Id, reading.Cohort.Contacts.Single().Queue).ShouldBe(("wave", "care-voice"));

        var early = await cluster.Forecast("care-voice").Surge(request with { Until = new DateOnly(2020, 2, 5) }, TestContext.Current.CancellationToken);
        early.Refused.ShouldNotBeNull().In("fr").ShouldContain("Moins de 5 jours");
    }

    private static SeriesForecast Read(string json) => JsonSerializer.Deserialize<SeriesForecast>(json, CapacityJson.Options)!;
}
