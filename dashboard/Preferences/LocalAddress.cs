namespace Capacity.Dashboard.Preferences;

/// <summary>Keeps redirections inside this site.</summary>
public static class LocalAddress
{
    /// <summary>The address as <c>/path?query</c> when it stays on this site, else the overview.</summary>
    public static string OrHome(string? address)
    {
        if (string.IsNullOrEmpty(address)) return "/";
        string path = address[0] == '/' ? address : "/" + address;
        bool leaves = path.Length > 1 && path[1] is '/' or '\\';
        return leaves || path.Contains('\\', StringComparison.Ordinal) || path.Any(char.IsControl) ? "/" : path;
    }
}
