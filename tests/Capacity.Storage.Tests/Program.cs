using Capacity.Storage.Tests;
using Xunit.Runner.InProc.SystemConsole;

return args is [WriterToKill.Command, .. var rest] ? await WriterToKill.RunAsync(rest) : await ConsoleRunner.Run(args);
