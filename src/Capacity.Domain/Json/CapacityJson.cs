using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Capacity.Domain.Json;

/// <summary>The one way in which domain objects become JSON: camel case, named enumerations, ISO dates, comments allowed on reading.</summary>
public static class CapacityJson
{
    public static JsonSerializerOptions Options { get; } = Create(indented: false);
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>Adds what other serializers of domain objects need: enumeration names and Noda Time converters.</summary>
    public static void AddConverters(IList<JsonConverter> converters)
    {
        converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        converters.Add(new PatternConverter<LocalDate>(LocalDatePattern.Iso));
        converters.Add(new PatternConverter<LocalTime>(LocalTimePattern.CreateWithInvariantCulture("HH':'mm")));
        converters.Add(new PatternConverter<LocalDateTime>(LocalDateTimePattern.GeneralIso));
        converters.Add(new PatternConverter<Instant>(InstantPattern.ExtendedIso));
    }

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = indented,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowOutOfOrderMetadataProperties = true,
        };
        AddConverters(options.Converters);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

/// <summary>Reads and writes a Noda Time value by its pattern.</summary>
internal sealed class PatternConverter<T>(IPattern<T> pattern) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        var result = text is null ? null : pattern.Parse(text);
        return result is { Success: true }
            ? result.Value
            : throw new JsonException($"'{text ?? reader.TokenType.ToString()}' is not a {Form()}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(pattern.Format(value));

    private static string Form() => typeof(T) == typeof(LocalDate) ? "date like 2020-03-16"
        : typeof(T) == typeof(LocalTime) ? "time of day like 08:30"
        : typeof(T) == typeof(Instant) ? "moment like 2020-03-16T08:30:00Z"
        : "date and time like 2020-03-16T08:30:00";
}
