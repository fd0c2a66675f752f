using System.Collections.Concurrent;
using System.Reflection;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>Copies a message field by field, sharing only what says that it never changes.</summary>
internal static class MessageCopier
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    private static readonly Func<object, object> ShallowCopy =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    public static object? Copy(object? message) => Copy(message, new Dictionary<object, object>(ReferenceEqualityComparer.Instance));

    private static object? Copy(object? value, Dictionary<object, object> copies)
    {
        if (value is null || IsShared(value.GetType()) || value is GrainProxy or Delegate or Type or CancellationToken)
        {
            return value;
        }

        if (copies.TryGetValue(value, out var known))
        {
            return known;
        }

        var copy = ShallowCopy(value);
        copies.Add(value, copy);
        if (copy is Array array)
        {
            CopyItems(array, copies);
            return copy;
        }

        foreach (var field in FieldsOf(value.GetType()))
        {
            field.SetValue(copy, Copy(field.GetValue(value), copies));
        }

        return copy;
    }

    private static void CopyItems(Array array, Dictionary<object, object> copies)
    {
        if (IsShared(array.GetType().GetElementType()!))
        {
            return;
        }

        var index = new int[array.Rank];
        for (var number = 0; number < array.Length; number++)
        {
            var rest = number;
            for (var dimension = array.Rank - 1; dimension >= 0; dimension--)
            {
                index[dimension] = rest % array.GetLength(dimension);
                rest /= array.GetLength(dimension);
            }

            array.SetValue(Copy(array.GetValue(index), copies), index);
        }
    }

    private static bool IsShared(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsPointer || type == typeof(string) || type == typeof(decimal)
        || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
        || (type.IsValueType && FieldsOf(type).All(field => field.FieldType.IsPrimitive));

    private static FieldInfo[] FieldsOf(Type type) => Fields.GetOrAdd(type, static type =>
    {
        var fields = new List<FieldInfo>();
        for (var level = type; level is not null; level = level.BaseType)
        {
            fields.AddRange(level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        }

        return [.. fields];
    });
}
