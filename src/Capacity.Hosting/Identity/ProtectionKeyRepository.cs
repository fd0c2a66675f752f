using System.Xml.Linq;
using Capacity.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Capacity.Hosting.Identity;

/// <summary>Keeps data-protection keys in the database, so that every process of an installation reads the same cookies.</summary>
public sealed class ProtectionKeyRepository(CapacityDatabase database) : IXmlRepository
{
    private readonly DataProtectionKeyStore _keys = new(database);

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys.ReadAll().Select(XElement.Parse)];

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => _keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
