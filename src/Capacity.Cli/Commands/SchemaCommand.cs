using System.CommandLine;
using Capacity.Cli.Terminal;
using Capacity.Domain.Schema;

namespace Capacity.Cli.Commands;

/// <summary><c>capacity schema</c>: the scenario's JSON Schema.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Prints the JSON Schema of a scenario (draft 2020-12).") { Quantities.QuantityOption.Json() };
        command.SetAction(_ =>
        {
            Console.Out.Write(ScenarioSchema.Text());
            return ExitCode.Done;
        });
        return command;
    }
}
