using System.CommandLine;
using Capacity.Numerics.Queueing;

namespace Capacity.Cli.Terminal;

/// <summary>Runs a command line and turns whatever happens into an exit code and a sentence; never a stack trace.</summary>
internal static class Invocation
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Console.Error.WriteLine(error.Message);
            Console.Error.WriteLine($"See: capacity {parsed.CommandResult.Command.Name.Replace(root.Name, "", StringComparison.Ordinal)} --help".Replace("  ", " ", StringComparison.Ordinal));
            return ExitCode.WrongUsage;
        }
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
        }
        catch (UsageException usage)
        {
            Console.Error.WriteLine(usage.Message);
            Console.Error.WriteLine($"See: capacity {parsed.CommandResult.Command.Name} --help");
            return ExitCode.WrongUsage;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception refusal) when (refusal is RefusedException or QueueRefusedException)
        {
            Console.Error.WriteLine(refusal.Message);
            return ExitCode.RefusedInput;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{fault.Message} Check the path and its permissions.");
            return ExitCode.RefusedInput;
        }
        catch (Exception fault)
        {
            Console.Error.WriteLine($"This should not have happened: {fault.GetType().Name}: {fault.Message} Please report it with the command that you ran.");
            return ExitCode.RefusedInput;
        }
    }
}
