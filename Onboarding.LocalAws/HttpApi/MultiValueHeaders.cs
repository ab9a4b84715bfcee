using System.Text.Json;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// The `multiValueHeaders` of an answer in payload format 1.0: `{"set-cookie":["a=1","b=2"]}`. They are merged with
/// `headers`; a pair that is in both counts once
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html).
/// </summary>
internal static class MultiValueHeaders
{
    /// <summary>Null where they are malformed.</summary>
    public static ProxyResponse? Merge(ProxyResponse response, JsonElement root)
    {
        if (!root.TryGetProperty("multiValueHeaders", out var element)
            || element.ValueKind == JsonValueKind.Null)
        {
            return response;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var first = new List<KeyValuePair<string, string>>(response.Headers);
        var further = new List<KeyValuePair<string, string>>();
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Array)
            {
                return null;
            }
            // The function's own content type replaces the one that was put in where it gave none.
            if (IsContentType(property.Name))
            {
                first.RemoveAll(header => IsContentType(header.Key));
            }

            foreach (var item in property.Value.EnumerateArray())
            {
                if (ProxyResponseReader.ReadScalar(item) is not { } value
                    || !ProxyResponseReader.IsHeader(property.Name, value))
                {
                    return null;
                }

                Add(first, further, new(property.Name, value));
            }
        }

        return response with { Headers = first, FurtherValues = further };
    }

    private static void Add(
        List<KeyValuePair<string, string>> first,
        List<KeyValuePair<string, string>> further,
        KeyValuePair<string, string> header)
    {
        var known = first.FindIndex(other => other.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase));
        if (known < 0)
        {
            first.Add(header);
        }
        else if (first[known].Value != header.Value)
        {
            further.Add(header);
        }
    }

    private static bool IsContentType(string name) => name.Equals("content-type", StringComparison.OrdinalIgnoreCase);
}
