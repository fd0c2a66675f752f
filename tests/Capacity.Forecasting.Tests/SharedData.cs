using Capacity.Forecasting.History;

namespace Capacity.Forecasting.Tests;

/// <summary>Real histories beside the repository; a test that needs one is skipped where they are absent.</summary>
internal static class SharedData
{
    public const string Bank = "bank_calls_5min_2003_until_0926.csv";

    public const string Technion = "technion_bank_6min_1999_until_1031.csv";

    private static readonly Dictionary<string, HistoryReport> Reports = [];

    public static string PathOf(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", file);
            if (File.Exists(path))
                return path;
        }
        var reason = $"shared/data/{file} is not beside this working copy.";
        if (Environment.GetEnvironmentVariable("CAPACITY_REQUIRE_ALL") == "1")
            Assert.Fail(reason);
        Assert.Skip(reason);
        return "";
    }

    public static HistoryReport Read(string file)
    {
        var path = PathOf(file);
        lock (Reports)
        {
            if (!Reports.TryGetValue(file, out var report))
            {
                using var stream = File.OpenRead(path);
                Reports[file] = report = HistoryReader.Read(stream);
            }
            return report;
        }
    }
}
