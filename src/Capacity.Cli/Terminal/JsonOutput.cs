using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Capacity.Domain.Json;

namespace Capacity.Cli.Terminal;

/// <summary>The one JSON document that a command prints to standard output; figures that do not exist are null.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = Create();

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>A document to which more is added before it is printed.</summary>
    public static JsonObject Object<T>(T value) => JsonSerializer.SerializeToNode(value, Options)!.AsObject();

    public static void Print<T>(T value) => Console.Out.WriteLine(Text(value));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(CapacityJson.Indented);
        options.Converters.Add(new FiniteNumber());
        return options;
    }

    private sealed class FiniteNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
