namespace Capacity.Hosting.Identity;

/// <summary>One data-protection key, as the XML element that ASP.NET Core writes.</summary>
public sealed class ProtectionKey
{
    /// <summary>Row number, given by the database.</summary>
    public int Id { get; set; }

    /// <summary>The key's name in ASP.NET Core, for example <c>key-</c> and an identifier.</summary>
    public string? FriendlyName { get; set; }

    /// <summary>The key itself; whoever reads it can forge cookies, so backups that hold it are secrets.</summary>
    public string Xml { get; set; } = "";
}
