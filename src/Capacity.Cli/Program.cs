using System.CommandLine;
using Capacity.Cli.Commands;
using Capacity.Cli.Terminal;

var root = new RootCommand("Plans contact volume after a crisis: queues, scenarios, forecasts, recommendations.")
{
    QueueCommand.Create(),
    SimulateCommand.Create(),
    RecommendCommand.Create(),
    CompareCommand.Create(),
    BridgeCommand.Create(),
    ForecastCommand.Create(),
    BacktestCommand.Create(),
    SurgeCommand.Create(),
    CalibrateCommand.Create(),
    PersonsCommand.Create(),
    ImportCommand.Create(),
    ReplayCommand.Create(),
    SampleCommand.Create(),
    SupplyCommand.Create(),
    PromisesCommand.Create(),
    SchemaCommand.Create(),
    FluidErrorCommand.Create(),
    BenchmarkCommand.Create(),
};

return await Invocation.RunAsync(root, args);
