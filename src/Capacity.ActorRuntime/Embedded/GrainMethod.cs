using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;

namespace Capacity.ActorRuntime.Embedded;

/// <summary>One method of a grain interface: what its attributes say, and how to call it without reflection.</summary>
internal abstract class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> Known = new();

    protected GrainMethod(MethodInfo method)
    {
        var parameters = method.GetParameters();
        if (method.IsGenericMethodDefinition || parameters.Any(parameter => parameter.ParameterType.IsByRef))
        {
            throw new NotSupportedException($"{method.DeclaringType}.{method.Name}: a grain method has no type, ref or out parameters.");
        }

        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        Mixing = method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? CallMixing.Interleaving
            : method.IsDefined(typeof(ReadOnlyAttribute)) ? CallMixing.ReadOnly
            : CallMixing.Exclusive;
        IsOneWay = method.IsDefined(typeof(OneWayAttribute));
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        TokenIndex = Array.FindIndex(parameters, parameter => parameter.ParameterType == typeof(CancellationToken));
        Invoke = Compile(method, parameters);
    }

    public string Name { get; }

    public CallMixing Mixing { get; }

    public bool IsOneWay { get; }

    public TimeSpan? ResponseTimeout { get; }

    /// <summary>Which argument is the cancellation token; −1: none.</summary>
    public int TokenIndex { get; }

    /// <summary>Calls the method on a grain and returns what it returned, a task or an enumerable.</summary>
    public Func<object, object?[], object?> Invoke { get; }

    public static GrainMethod Of(MethodInfo method) => Known.GetOrAdd(method, static method => Create(method));

    /// <summary>Sends a call and returns what the caller awaits.</summary>
    public abstract object Send(GrainProxy proxy, object?[] arguments);

    private static GrainMethod Create(MethodInfo method)
    {
        var returned = method.ReturnType;
        var definition = returned.IsGenericType ? returned.GetGenericTypeDefinition() : returned;
        var shape = definition switch
        {
            _ when definition == typeof(Task) || definition == typeof(ValueTask) => typeof(TaskMethod<>).MakeGenericType(typeof(bool)),
            _ when definition == typeof(Task<>) || definition == typeof(ValueTask<>) => typeof(TaskMethod<>).MakeGenericType(returned.GenericTypeArguments),
            _ when definition == typeof(IAsyncEnumerable<>) => typeof(EnumerableMethod<>).MakeGenericType(returned.GenericTypeArguments),
            _ => throw new NotSupportedException(
                $"{method.DeclaringType}.{method.Name} returns {returned}: a grain method returns Task, ValueTask or IAsyncEnumerable."),
        };
        return (GrainMethod)Activator.CreateInstance(shape, method)!;
    }

    private static Func<object, object?[], object?> Compile(MethodInfo method, ParameterInfo[] parameters)
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            parameters.Select((parameter, index) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType)));
        return Expression.Lambda<Func<object, object?[], object?>>(Expression.Convert(call, typeof(object)), grain, arguments).Compile();
    }
}

/// <summary>A grain method with one answer.</summary>
internal sealed class TaskMethod<T>(MethodInfo method) : GrainMethod(method)
{
    private readonly Type _returned = method.ReturnType;

    public override object Send(GrainProxy proxy, object?[] arguments)
    {
        var runtime = proxy.Runtime;
        var answer = Dispatch(runtime, proxy.Target, runtime.CopyAll(arguments));
        return _returned == typeof(ValueTask<T>) ? new ValueTask<T>(answer)
            : _returned == typeof(ValueTask) ? new ValueTask(answer)
            : answer;
    }

    private Task<T> Dispatch(EmbeddedRuntime runtime, Orleans.Runtime.GrainId target, object?[] arguments)
    {
        if (TokenIndex >= 0 && arguments[TokenIndex] is CancellationToken { IsCancellationRequested: true } token)
        {
            return Task.FromCanceled<T>(token);
        }

        var call = new MethodCall<T>(runtime, this, arguments);
        if (!IsOneWay)
        {
            call.Deadline = runtime.DeadlineAfter(ResponseTimeout ?? runtime.Options.ResponseTimeout);
        }

        runtime.Dispatch(target, call);
        return IsOneWay ? Task.FromResult(default(T)!) : call.Answer;
    }
}

/// <summary>A grain method with a stream of answers.</summary>
internal sealed class EnumerableMethod<T>(MethodInfo method) : GrainMethod(method)
{
    public override object Send(GrainProxy proxy, object?[] arguments) =>
        new GrainEnumerable<T>(this, proxy.Runtime, proxy.Target, proxy.Runtime.CopyAll(arguments));
}
