using Capacity.Cli.Terminal;
using Capacity.Forecasting.Calibration;
using NodaTime;

namespace Capacity.Cli.Files;

/// <summary>Logs of single contacts, read together.</summary>
internal static class ContactLogFile
{
    private const int ShownProblems = 10;

    /// <summary>One log of several files; broken rows are told on standard error, a file without a usable row is refused.</summary>
    public static ContactLog Read(IReadOnlyList<string> paths, DateTimeZone zone, string queue, CancellationToken cancellation)
    {
        var contacts = new List<LoggedContact>();
        foreach (var path in paths)
        {
            if (!File.Exists(path))
                throw new RefusedException($"{path}: there is no such file. Name a log of contacts (CSV); 'capacity simulate SCENARIO.json --events FILE' writes one.");
            using var stream = File.OpenRead(path);
            var report = ContactLogReader.Read(stream, zone, queue, cancellation);
            if (report.Log is null)
                throw new RefusedException([.. report.Problems.Take(ShownProblems).Select(problem => $"{path}: {problem}"), $"{path}: no row could be used, nothing was estimated."]);
            foreach (var problem in report.Problems.Take(ShownProblems))
                Screen.Remark($"{path}: {problem}");
            if (report.LeftOut > ShownProblems)
                Screen.Remark($"{path}: {report.LeftOut} rows were left out.");
            contacts.AddRange(report.Log.Contacts);
        }
        return new ContactLog(contacts);
    }
}
