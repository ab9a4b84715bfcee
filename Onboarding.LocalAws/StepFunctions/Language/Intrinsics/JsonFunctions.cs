using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

internal static class JsonFunctions
{
    /// <summary>AWS reads an empty text as null.</summary>
    public static JsonElement OfText(IntrinsicArguments arguments)
    {
        var text = arguments.Text(0);
        try
        {
            return text.Length == 0 ? JsonValue.Null : JsonValue.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            throw arguments.Invalid();
        }
    }

    public static JsonElement ToText(IntrinsicArguments arguments) => JsonValue.Of(JsonValue.TextOf(arguments[0]));

    /// <summary>Shallow: AWS refuses <c>true</c> for a deep merge, and takes anything else for false.</summary>
    public static JsonElement Merge(IntrinsicArguments arguments)
    {
        var (first, second) = (arguments.Object(0), arguments.Object(1));
        if (arguments[2].ValueKind == JsonValueKind.True)
        {
            throw arguments.Invalid();
        }

        return JsonValue.Write((first, second), static (writer, all) =>
        {
            writer.WriteStartObject();
            foreach (var member in all.first.EnumerateObject())
            {
                writer.WritePropertyName(member.Name);
                (all.second.TryGetProperty(member.Name, out var winner) ? winner : member.Value).WriteTo(writer);
            }

            foreach (var member in all.second.EnumerateObject())
            {
                if (!all.first.TryGetProperty(member.Name, out _))
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        });
    }
}
