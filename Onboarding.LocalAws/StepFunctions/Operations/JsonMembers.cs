using System.Text.Json;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>Members of responses that several operations share.</summary>
internal static class JsonMembers
{
    /// <summary>Seconds since 1970, to the millisecond.</summary>
    public static void WriteTime(this Utf8JsonWriter response, string name, DateTimeOffset at) =>
        response.WriteNumber(name, at.ToUnixTimeMilliseconds() / 1000m);

    /// <summary>A JSON text with the member that says that it is whole.</summary>
    public static void WriteData(this Utf8JsonWriter response, string name, ReadOnlyMemory<byte>? data, bool isIncluded)
    {
        if (data is not { } text)
        {
            return;
        }

        if (isIncluded)
        {
            response.WriteString(name, text.Span);
        }

        response.WriteStartObject(name + "Details");
        response.WriteBoolean("included", isIncluded);
        response.WriteEndObject();
    }

    public static void WriteOptional(this Utf8JsonWriter response, string name, string? text)
    {
        if (text is not null)
        {
            response.WriteString(name, text);
        }
    }
}
