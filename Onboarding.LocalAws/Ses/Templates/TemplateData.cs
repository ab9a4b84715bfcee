using System.Text.Json;

namespace Onboarding.LocalAws.Ses.Templates;

/// <summary>The member TemplateData: an object in a text, <c>"{\"name\":\"Ada\"}"</c>.</summary>
internal static class TemplateData
{
    /// <param name="text">Null stands for an empty object.</param>
    /// <returns>Null where it is no JSON object.</returns>
    public static JsonElement? Read(string? text)
    {
        try
        {
            var data = JsonElement.Parse(text ?? "{}");
            if (data.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            Decode(data);
            return data;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A document can hold halves of surrogate pairs, which show only once a text is decoded.</summary>
    private static void Decode(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Decode(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Decode(item);
                }

                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
        }
    }
}
