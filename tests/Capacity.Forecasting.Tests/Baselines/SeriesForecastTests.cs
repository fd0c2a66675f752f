using System.Text.Json;
using Capacity.Domain.Json;
using Capacity.Forecasting.Baselines;

namespace Capacity.Forecasting.Tests.Baselines;

public class SeriesForecastTests
{
    private const string Osaka = "osaka_covid_call_centre_daily_2020_until_0731.csv";

    [Fact]
    public void Knows_a_wave_from_an_ordinary_time()
    {
        Of(SharedData.Bank).InWave.ShouldBeFalse();
        var counts = SharedData.Read(Osaka).Series!;
        SeriesForecast.Of(counts, "Asia/Tokyo", []).Value!.InWave.ShouldBeTrue();
    }

    [Fact]
    public void A_day_is_as_much_as_its_intervals()
    {
        var forecast = Of(SharedData.Bank);
        var day = forecast.Days.First(day => day.Date == forecast.Soon[0].Start.Date);
        forecast.Soon.Where(point => point.Start.Date == day.Date).Sum(point => point.Mean).ShouldBe(day.Mean, 0.01);
        (day.P10 < day.Mean && day.Mean < day.P90).ShouldBeTrue();
    }

    [Fact]
    public void Rests_as_JSON_and_comes_back()
    {
        var json = JsonSerializer.Serialize(Of(SharedData.Bank), CapacityJson.Options);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<SeriesForecast>(json, CapacityJson.Options), CapacityJson.Options).ShouldBe(json);
        json.Length.ShouldBeLessThan(60_000);
    }

    private static SeriesForecast Of(string file) => SeriesForecast.Of(SharedData.Read(file).Series!, "Asia/Jerusalem", []).Value!;
}
