using System.Globalization;
using System.Reflection;

namespace Capacity.ActorRuntime.Tests;

/// <summary>Writes types and members as the list of Orleans' public surface does.</summary>
internal static class SurfaceText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string NameOf(Type type)
    {
        if (type.IsByRef)
        {
            return NameOf(type.GetElementType()!) + "&";
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var name = type.IsNested ? $"{NameOf(type.DeclaringType!)}+{type.Name}" : $"{type.Namespace}.{type.Name}";
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? name : $"{name[..tick]}<{string.Join(",", type.GetGenericArguments().Select(NameOf))}>";
    }

    public static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    public static IEnumerable<string> BasesOf(Type type)
    {
        var parent = type.BaseType;
        var named = parent is null || parent == typeof(object) || parent == typeof(ValueType) || parent == typeof(Enum) ? [] : new[] { NameOf(parent) };
        return named.Concat(type.IsEnum ? [] : type.GetInterfaces().Select(NameOf));
    }

    public static IEnumerable<string> MembersOf(Type type) =>
        type.GetMembers(Declared).Where(IsVisible).Select(Text).OfType<string>();

    public static IReadOnlyList<string> SplitList(string list)
    {
        var items = new List<string>();
        var (start, depth) = (0, 0);
        for (var at = 0; at <= list.Length; at++)
        {
            if (at == list.Length || (list[at] == ',' && depth == 0))
            {
                items.Add(list[start..at].Trim());
                start = at + 1;
            }
            else
            {
                depth += list[at] == '<' ? 1 : list[at] == '>' ? -1 : 0;
            }
        }

        return items;
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        _ => false,
    };

    private static string? Text(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $".ctor({Parameters(constructor)})",
        MethodInfo { IsSpecialName: true } => null,
        MethodInfo method => $"{Static(method)}{NameOf(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})",
        PropertyInfo property => $"{NameOf(property.PropertyType)} {property.Name} {{ {Accessors(property)}}}",
        FieldInfo { IsLiteral: true } constant when constant.DeclaringType!.IsEnum =>
            $"static {NameOf(constant.FieldType)} {constant.Name} = {Convert.ToInt64(constant.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{NameOf(field.FieldType)} {field.Name}",
        _ => throw new NotSupportedException($"{member.DeclaringType}.{member.Name}"),
    };

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(",", method.GetGenericArguments().Select(NameOf))}>" : "";

    private static string Accessors(PropertyInfo property) => string.Concat(
        property.GetAccessors(nonPublic: true).Where(IsVisible).Select(accessor => accessor.Name[..3] + "; "));

    // The list shows default values of methods, not of constructors.
    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{NameOf(parameter.ParameterType)} {parameter.Name}"
        + (parameter.HasDefaultValue && method is MethodInfo ? $" = {parameter.DefaultValue ?? "default"}" : "")));
}
