namespace Capacity.Dashboard.Shell;

/// <summary>Finds the folder of <c>appsettings.json</c>, so that the program starts from any working directory.</summary>
public static class ContentRoot
{
    /// <summary>The working directory when it holds the settings (development), else the program's own folder.</summary>
    public static string Find()
    {
        string current = Directory.GetCurrentDirectory();
        return File.Exists(Path.Combine(current, "Capacity.Dashboard.csproj")) ? current : AppContext.BaseDirectory;
    }
}
