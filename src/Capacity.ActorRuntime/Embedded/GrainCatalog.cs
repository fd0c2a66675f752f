using System.Collections.Frozen;
using System.Reflection;
using Orleans.Concurrency;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>A class of grains.</summary>
internal sealed record GrainClass(Type Type, GrainType Name, bool IsReentrant);

/// <summary>Which class answers for which grain interface.</summary>
internal sealed class GrainCatalog
{
    private readonly FrozenDictionary<Type, GrainClass[]> _byInterface;
    private readonly FrozenDictionary<GrainType, GrainClass> _byName;

    public GrainCatalog(IEnumerable<Assembly> assemblies)
    {
        var classes = assemblies.Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IGrainBase)))
            .Select(type => new GrainClass(type, NameOf(type), type.IsDefined(typeof(ReentrantAttribute))))
            .ToArray();
        var doubled = classes.GroupBy(grainClass => grainClass.Name).FirstOrDefault(group => group.Count() > 1);
        if (doubled is not null)
        {
            throw new InvalidOperationException(
                $"The grain classes {string.Join(" and ", doubled.Select(grainClass => grainClass.Type))} have one name, {doubled.Key}: rename one.");
        }

        _byName = classes.ToFrozenDictionary(grainClass => grainClass.Name);
        _byInterface = classes
            .SelectMany(grainClass => grainClass.Type.GetInterfaces(), (grainClass, grainInterface) => (grainInterface, grainClass))
            .Where(pair => pair.grainInterface.IsAssignableTo(typeof(IGrain)))
            .GroupBy(pair => pair.grainInterface, pair => pair.grainClass)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public GrainClass this[GrainType name] => _byName[name];

    public GrainClass Implementing(Type grainInterface, string? classPrefix)
    {
        var found = _byInterface.GetValueOrDefault(grainInterface, []);
        if (classPrefix is not null)
        {
            found = Array.FindAll(found, grainClass => grainClass.Type.FullName!.StartsWith(classPrefix, StringComparison.Ordinal));
        }

        return found.Length switch
        {
            1 => found[0],
            0 => throw new ArgumentException($"No grain class implements {grainInterface}: is its assembly among the runtime's grain assemblies?"),
            _ => throw new ArgumentException(
                $"{grainInterface} is implemented by {string.Join(" and ", found.Select(grainClass => grainClass.Type))}: ask for a narrower interface."),
        };
    }

    // Orleans' rule: the class name without "Grain", in lower case.
    private static GrainType NameOf(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name);
    }
}
