using Capacity.Contracts.Runs;
using Microsoft.Extensions.Localization;

namespace Capacity.Dashboard.Views;

/// <summary>Says where a run stands: replications, contacts, time left, and the estimate so far with its error.</summary>
public static class RunWords
{
    /// <summary>The line under the progress bar.</summary>
    public static string Of(RunProgress progress, IStringLocalizer text)
    {
        List<string> words = [text["RunReplications", progress.ReplicationsDone, progress.Replications]];
        if (progress.ContactsSimulated > 0) words.Add(text["RunContacts", Contacts(progress.ContactsSimulated)]);
        if (progress is { State: RunState.Running, RemainingSeconds: { } left }) words.Add(text["RunLeft", Figures.Duration(Math.Max(1, left))]);
        if (progress is { ServiceLevel: { } level, ServiceLevelHalfWidth: { } half })
        {
            words.Add(text["RunEstimate", Figures.Percent(level, 1), Figures.Number(half * 100, 1)]);
        }

        return string.Join(" · ", words);
    }

    /// <summary>Share done, 0–1.</summary>
    public static double Share(RunProgress progress) =>
        progress.Replications > 0 ? Math.Clamp((double)progress.ReplicationsDone / progress.Replications, 0, 1) : 0;

    private static string Contacts(double count) => count >= 1e6 ? Figures.Number(count / 1e6, 1) + "\u00a0M" : Figures.Number(count);
}
