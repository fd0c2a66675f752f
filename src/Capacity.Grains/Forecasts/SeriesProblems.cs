using Capacity.Contracts;

namespace Capacity.Grains.Forecasts;

/// <summary>Why a queue's series cannot be measured or fitted.</summary>
internal static class SeriesProblems
{
    public static Problem NoHistory(string queue) => Problem.Of(
        ($"Queue '{queue}' has no history.", $"La file « {queue} » n’a pas d’historique."),
        ("Import a file of counts for it first.", "Importez d’abord un fichier de comptages pour elle."));

    public static Problem Fault(Exception fault) => Problem.Of(
        ($"The computation failed: {fault.Message}", $"Le calcul a échoué : {fault.Message}"),
        ("Try again; the log of the program says more.", "Réessayez ; le journal du programme en dit plus."));
}
