using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// Reads a function's answer. In payload format 2.0
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html):
/// <list type="bullet">
/// <item>an object with `statusCode` is the response itself;</item>
/// <item>any other JSON is the body of a 200 with `application/json`, a text without its quotes;</item>
/// <item>what is neither (no JSON, a status that is no number, a header that is no text) is null: API Gateway answers
/// 500.</item>
/// </list>
/// Format 1.0 takes only the first of these, has `multiValueHeaders` beside `headers`, and no `cookies`.
/// </summary>
internal static class ProxyResponseReader
{
    private static readonly KeyValuePair<string, string>[] JsonHeaders = [new("content-type", "application/json")];

    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static ProxyResponse? Read(ReadOnlyMemory<byte> payload, PayloadFormat format)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("statusCode", out var status))
            {
                var response = ReadStructured(root, status);
                return response is not null && format == PayloadFormat.Version1
                    ? MultiValueHeaders.Merge(response with { Cookies = [] }, root)
                    : response;
            }

            return format == PayloadFormat.Version1 ? null : Infer(root, payload);
        }
        catch (JsonException)
        {
            // Not JSON is a malformed answer, which is the caller's 500 to give.
            return null;
        }
    }

    private static ProxyResponse Infer(JsonElement root, ReadOnlyMemory<byte> payload)
    {
        var body = root.ValueKind == JsonValueKind.String
            ? Encoding.UTF8.GetBytes(root.GetString()!)
            : payload;
        return new ProxyResponse(200, body) { Headers = JsonHeaders };
    }

    private static ProxyResponse? ReadStructured(JsonElement root, JsonElement statusCode)
    {
        if (ReadStatus(statusCode) is not { } status || ReadBody(root) is not { } body)
        {
            return null;
        }

        if (ReadHeaders(root) is not { } headers || ReadCookies(root) is not { } cookies)
        {
            return null;
        }

        if (!headers.Exists(header => header.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new("content-type", "text/plain;charset=UTF-8"));
        }

        return new ProxyResponse(status, body) { Headers = headers, Cookies = cookies };
    }

    private static int? ReadStatus(JsonElement element)
    {
        var status = 0;
        var isNumber = element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetInt32(out status),
            JsonValueKind.String => int.TryParse(
                element.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out status),
            _ => false,
        };
        return isNumber && status is >= 200 and <= 599 ? status : null;
    }

    private static ReadOnlyMemory<byte>? ReadBody(JsonElement root)
    {
        if (!root.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        if (body.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        if (!root.TryGetProperty("isBase64Encoded", out var flag) || flag.ValueKind != JsonValueKind.True)
        {
            return Encoding.UTF8.GetBytes(body.GetString()!);
        }

        var text = body.GetString()!;
        if (!Base64.IsValid(text))
        {
            return null;
        }

        return Convert.FromBase64String(text);
    }

    private static List<KeyValuePair<string, string>>? ReadHeaders(JsonElement root)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (!root.TryGetProperty("headers", out var element) || element.ValueKind == JsonValueKind.Null)
        {
            return headers;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (ReadScalar(property.Value) is not { } value || !IsHeader(property.Name, value))
            {
                return null;
            }

            headers.Add(new(property.Name, value));
        }

        return headers;
    }

    private static List<string>? ReadCookies(JsonElement root)
    {
        var cookies = new List<string>();
        if (!root.TryGetProperty("cookies", out var element) || element.ValueKind == JsonValueKind.Null)
        {
            return cookies;
        }

        if (element.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var cookie in element.EnumerateArray())
        {
            if (cookie.ValueKind != JsonValueKind.String || !IsHeader("set-cookie", cookie.GetString()!))
            {
                return null;
            }

            cookies.Add(cookie.GetString()!);
        }

        return cookies;
    }

    public static string? ReadScalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    // A line break inside a value would let a function's data write headers of its own.
    public static bool IsHeader(string name, string value) =>
        name.Length > 0 && !name.AsSpan().ContainsAnyExcept(TokenCharacters)
        && !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
