using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Capacity.Dashboard.BlazorScript;

/// <summary>Serves Blazor's script from the resources of a runtime assembly where the feed lacks the package that carries it.</summary>
public static class BlazorScriptEndpoint
{
    private const string ScriptName = "blazor.web.js";

    /// <summary>Maps the script's address when the build has put the assembly beside the program; otherwise static assets serve it.</summary>
    public static IEndpointRouteBuilder MapBlazorScript(this IEndpointRouteBuilder routes)
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, "BlazorScript", "Microsoft.AspNetCore.Components.Endpoints.dll");
        if (!File.Exists(assembly)) return routes;
        byte[] script = Read(assembly);
        routes.MapGet($"/_framework/{ScriptName}", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(script, "text/javascript; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static byte[] Read(string assembly)
    {
        using PEReader portable = new(File.OpenRead(assembly));
        MetadataReader metadata = portable.GetMetadataReader();
        foreach (ManifestResourceHandle handle in metadata.ManifestResources)
        {
            ManifestResource resource = metadata.GetManifestResource(handle);
            if (!metadata.GetString(resource.Name).EndsWith(ScriptName, StringComparison.Ordinal)) continue;
            int resources = portable.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress;
            BlobReader reader = portable.GetSectionData(resources).GetReader((int)resource.Offset, portable.PEHeaders.CorHeader.ResourcesDirectory.Size - (int)resource.Offset);
            return reader.ReadBytes(reader.ReadInt32());
        }

        throw new InvalidOperationException($"{assembly} holds no {ScriptName}: build again, so that the runtime pack is fetched anew.");
    }
}
