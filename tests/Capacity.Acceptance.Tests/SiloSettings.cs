namespace Capacity.Acceptance.Tests;

/// <summary>Where a silo finds its settings.</summary>
public class SiloSettings
{
    [Fact(Timeout = 120_000)]
    public async Task They_lie_beside_the_program_from_wherever_it_is_started()
    {
        DirectoryInfo elsewhere = Directory.CreateTempSubdirectory("capacity-elsewhere-");
        Dictionary<string, string> nothing = new() { ["Storage__ConnectionString"] = "", ["Storage__DataDirectory"] = elsewhere.FullName };
        await using ProgramProcess silo = ProgramProcess.Start(SiloProcess.Folder, "Capacity.Silo.dll", elsewhere.FullName, ["--urls", "http://127.0.0.1:0"], nothing, _ => false);

        string output = await silo.EndedAsync(TestContext.Current.CancellationToken);

        // That it wants PostgreSQL stands in its appsettings.json alone.
        output.ShouldContain("Storage:Provider is PostgreSql");
        elsewhere.Delete(recursive: true);
    }
}
