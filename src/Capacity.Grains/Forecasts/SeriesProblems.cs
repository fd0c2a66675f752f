using Capacity.Contracts;

namespace Capacity.Grains.Forecasts;

/// <summary>Why a queue's series cannot be measured or fitted.</summary>
internal static class SeriesProblems
{
    public static Problem NoHistory(string queue) => Problem.Of(
        ($"Queue '{queue}' has no history.", $"La file « {queue} » n’a pas d’historique."),
        ("Import a file of counts for it first.", "Importez d’abord un fichier de comptages pour elle."));

    /// <summary>A fault of the program itself: whoever reports it has logged it.</summary>
    public static Problem Fault() => Problem.Of(
        ("The computation failed.", "Le calcul a échoué."), ("Try again; the log of the program says more.", "Réessayez ; le journal du programme en dit plus."));
}
