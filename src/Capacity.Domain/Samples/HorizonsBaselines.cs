using Capacity.Domain.Demand;

namespace Capacity.Domain.Samples;

/// <summary>What the example's queues receive in an ordinary week of March (assumption, FIELD grade A).</summary>
internal static class HorizonsBaselines
{
    private const string Invented = "Invented operator, ordinary week before the crisis [A]; daily variation as in the bank history, 0.05–0.09 [C].";

    private static readonly double[] Counter = [1.25, 1.05, 1, 0.95, 1, 0.75, 0];
    private static readonly double[] Business = [1.2, 1.1, 1, 1, 0.9, 0, 0];
    private static readonly double[] Stay = [0.9, 0.8, 0.8, 0.8, 1, 1.6, 1.3];
    private static readonly double[] Written = [1.2, 1.1, 1, 1, 0.95, 0.7, 0.8];

    public static List<Baseline> All()
    {
        var hours = new HorizonsHours(Horizons.Start, 0);
        return
        [
            Of("booking-voice", 3_300, Counter, hours.Counter()),
            Of("activities-voice", 4_300, Counter, hours.Counter()),
            Of("groups-voice", 1_000, Business, hours.Business()),
            Of("refund-voice", 1_500, Counter, hours.Counter()),
            Of("care-voice", 2_400, Stay, HorizonsHours.Stay()),
            Of("complaint-voice", 350, Counter, hours.Counter()),
            Of("web-chat", 1_900, Counter, hours.Counter()),
            Of("customer-email", 2_500, Written, null),
            Of("complaint-email", 300, Written, null),
            Of("social", 800, Counter, hours.Counter()),
            Of("refund-callback", 120, Counter, hours.Counter()),
            Of("refund-files", 500, Business, null),
        ];
    }

    /// <summary>History contains the redials and recontacts of its days: 1.2 offered per fresh contact is an assumption (grade A).</summary>
    private static Baseline Of(string queue, double perWeek, double[] weekdays, Networks.OpeningHours? openOnly) => new()
    {
        Queue = queue,
        Days = HorizonsShapes.Days(perWeek, weekdays, openOnly),
        DailyVariation = 0.06,
        HistoricalAmplification = queue == "refund-files" ? 1 : 1.2,
        Source = Invented,
    };
}
