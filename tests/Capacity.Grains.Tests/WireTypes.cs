using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Capacity.Contracts;

namespace Capacity.Grains.Tests;

/// <summary>What Orleans' compiler would refuse, and what would let two grains share something that changes.</summary>
public class WireTypes
{
    private static readonly Assembly Contracts = typeof(CommandResult).Assembly;

    private static readonly Assembly Classes = Assembly.Load("Capacity.Grains");

    private static readonly Type[] Simple =
    [
        typeof(bool), typeof(byte), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal),
        typeof(string), typeof(Guid), typeof(DateOnly), typeof(TimeOnly), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(CancellationToken),
    ];

    private static readonly Type[] Containers =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
        typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>),
    ];

    private static readonly Type[] Answers = [typeof(Task), typeof(ValueTask), typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    private static IEnumerable<Type> Interfaces =>
        new[] { Contracts, Classes }.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)));

    private static IEnumerable<MethodInfo> Methods => Interfaces.SelectMany(grain => grain.GetMethods());

    private static IEnumerable<(Type Class, ParameterInfo Parameter, PersistentStateAttribute Name)> States =>
        from grain in Classes.GetTypes()
        where grain is { IsClass: true, IsAbstract: false } && grain.IsAssignableTo(typeof(IGrainBase))
        from parameter in grain.GetConstructors().SelectMany(constructor => constructor.GetParameters())
        let name = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where name is not null
        select (grain, parameter, name);

    [Fact]
    public void Every_interface_and_every_method_has_an_alias()
    {
        Interfaces.ShouldNotBeEmpty();
        Interfaces.Where(grain => !grain.IsDefined(typeof(AliasAttribute))).ShouldBeEmpty();
        Methods.Where(method => !method.IsDefined(typeof(AliasAttribute))).Select(Name).ShouldBeEmpty();
    }

    [Fact]
    public void Aliases_are_unique()
    {
        var types = Interfaces.Concat(Travelling()).Where(type => type.IsDefined(typeof(AliasAttribute)));

        types.GroupBy(type => type.GetCustomAttribute<AliasAttribute>()!.Alias).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        Methods.GroupBy(method => (method.DeclaringType, method.GetCustomAttribute<AliasAttribute>()?.Alias))
            .Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_method_returns_a_task_or_a_stream()
    {
        Methods.Where(method => !Answers.Contains(Definition(method.ReturnType))).Select(Name).ShouldBeEmpty();
    }

    [Fact]
    public void Every_type_that_travels_or_rests_is_a_wire_type_of_ours_or_a_simple_one()
    {
        Travelling().Where(type => !IsOurs(type)).Select(type => type.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void Every_wire_type_says_how_it_is_serialized()
    {
        Travelling().Where(IsOurs)
            .Where(type => !type.IsDefined(typeof(GenerateSerializerAttribute)) || !type.IsDefined(typeof(AliasAttribute)))
            .Select(type => type.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void Every_member_of_a_wire_type_has_a_number_of_its_own()
    {
        foreach (var type in Travelling().Where(type => IsOurs(type) && !type.IsEnum))
        {
            var positional = type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name).ToHashSet();
            var members = Stored(type).ToArray();
            members.Where(member => !member.IsDefined(typeof(IdAttribute)) && !positional.Contains(member.Name)).Select(member => $"{type}.{member.Name}").ShouldBeEmpty();
            var numbers = members.Select(member => member.GetCustomAttribute<IdAttribute>()?.Id).OfType<uint>().ToArray();
            numbers.Distinct().Count().ShouldBe(numbers.Length, type.ToString());
        }
    }

    [Fact]
    public void No_wire_type_can_change()
    {
        var types = Travelling().Where(type => IsOurs(type) && !type.IsEnum).ToArray();

        types.Where(type => type.GetMethod("<Clone>$") is null && !type.IsValueType).Select(type => $"{type} is no record").ShouldBeEmpty();
        types.SelectMany(Stored).Where(CanChange).Select(member => $"{member.DeclaringType}.{member.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_stored_state_has_a_name_of_its_own()
    {
        // The row's key holds the state's name and the grain's key, not the class.
        States.GroupBy(state => state.Name.StateName).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        States.Where(state => state.Name.StorageName != Hosting.ActorRuntimeComposition.GrainStorageName).Select(state => state.Class).ShouldBeEmpty();
    }

    private static HashSet<Type> Travelling()
    {
        var found = new HashSet<Type>();
        foreach (var method in Methods)
        {
            Collect(method.ReturnType, found);
            Array.ForEach(method.GetParameters(), parameter => Collect(parameter.ParameterType, found));
        }

        foreach (var state in States)
        {
            Collect(state.Parameter.ParameterType.GenericTypeArguments[0], found);
        }

        return found;
    }

    private static void Collect(Type type, HashSet<Type> found)
    {
        if (Simple.Contains(type) || type == typeof(Task) || type == typeof(ValueTask) || type.IsAssignableTo(typeof(IGrain)))
        {
            return;
        }

        if (type.IsGenericType && Containers.Concat(Answers).Contains(type.GetGenericTypeDefinition()))
        {
            Array.ForEach(type.GenericTypeArguments, argument => Collect(argument, found));
        }
        else if (found.Add(type) && IsOurs(type) && !type.IsEnum)
        {
            foreach (var member in Stored(type))
            {
                Collect(member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType, found);
            }
        }
    }

    // A property that computes its value stores nothing.
    private static IEnumerable<MemberInfo> Stored(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetMethod!.IsDefined(typeof(CompilerGeneratedAttribute)) && property.Name != "EqualityContract")
            .Concat<MemberInfo>(type.GetFields(BindingFlags.Instance | BindingFlags.Public));

    private static bool CanChange(MemberInfo member) => member switch
    {
        PropertyInfo { SetMethod: { } setter } => !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)),
        FieldInfo field => !field.IsInitOnly,
        _ => false,
    };

    private static bool IsOurs(Type type) => type.Assembly == Contracts || type.Assembly == Classes;

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static string Name(MethodInfo method) => $"{method.DeclaringType}.{method.Name}";
}
