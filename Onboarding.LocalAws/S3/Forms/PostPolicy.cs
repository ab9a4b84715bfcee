using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.S3.Forms;

/// <summary>
/// What a signed policy allows a form to hold:
/// <code>
/// {"expiration": "2026-11-22T12:00:00.000Z", "conditions": [
///   {"bucket": "b"}, ["starts-with", "$key", "user/"], ["eq", "$acl", "private"], ["content-length-range", 1, 10]]}
/// </code>
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html. Texts: recorded in
/// LocalStack's test suite, which runs against AWS, and quoted in public issue trackers; those of a missing member and
/// of an unknown operation are inferred.
/// </summary>
internal sealed class PostPolicy
{
    private static readonly string[] ExpirationFormats =
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private static readonly string[] NeedNoCondition =
        ["policy", "file", "x-amz-signature", "signature", "awsaccesskeyid"];

    private readonly List<Condition> _conditions = [];
    private readonly DateTimeOffset _expiresAt;

    private PostPolicy(JsonElement document)
    {
        if (document.EnumerateObject().FirstOrDefault(m => m.Name is not ("expiration" or "conditions")) is
            { Value.ValueKind: not JsonValueKind.Undefined } other)
        {
            throw Invalid($"Unexpected: '{other.Name.ToLowerInvariant()}'");
        }

        _expiresAt = ReadExpiration(document);
        if (!document.TryGetProperty("conditions", out var conditions))
        {
            throw Invalid("Policy missing conditions.");
        }

        if (conditions.ValueKind != JsonValueKind.Array)
        {
            throw Invalid("Invalid 'conditions' value: must be a List.");
        }

        foreach (var condition in conditions.EnumerateArray())
        {
            if (ReadCondition(condition) is { } found)
            {
                _conditions.Add(found);
            }
        }
    }

    /// <summary>In bytes, both included.</summary>
    public long SizeBytesMin { get; private set; }

    /// <inheritdoc cref="SizeBytesMin"/>
    public long SizeBytesMax { get; private set; } = long.MaxValue;

    /// <exception cref="AwsException">InvalidPolicyDocument, or a size that is no number.</exception>
    public static PostPolicy Read(string base64)
    {
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(base64));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new PostPolicy(document.RootElement)
                : throw Invalid("Invalid JSON.");
        }
        catch (FormatException)
        {
            throw Invalid("Invalid Base64 encoding.");
        }
        catch (JsonException)
        {
            throw Invalid("Invalid JSON.");
        }
    }

    /// <param name="bucket">That the form was posted to; its own field of that name does not count.</param>
    /// <exception cref="AwsException">The form is not what was signed.</exception>
    public void Check(IReadOnlyDictionary<string, string> fields, string bucket, DateTimeOffset now)
    {
        if (_expiresAt <= now)
        {
            throw S3Errors.PolicyViolated("Policy expired.");
        }

        foreach (var condition in _conditions)
        {
            var value = condition.Is("bucket") ? bucket : fields.GetValueOrDefault(condition.Field);
            if (value is null || !condition.Holds(value))
            {
                throw S3Errors.PolicyViolated($"Policy Condition failed: {condition}");
            }
        }

        if (fields.Keys.FirstOrDefault(name => !IsCovered(name)) is { } extra)
        {
            throw S3Errors.PolicyViolated($"Extra input fields: {extra}");
        }
    }

    private bool IsCovered(string field) =>
        NeedNoCondition.Contains(field, StringComparer.OrdinalIgnoreCase)
        || field.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase)
        || _conditions.Any(c => c.Is(field));

    private static DateTimeOffset ReadExpiration(JsonElement document)
    {
        if (!document.TryGetProperty("expiration", out var expiration))
        {
            throw Invalid("Policy missing expiration.");
        }

        return expiration.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParseExact(
                expiration.GetString(),
                ExpirationFormats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at)
                ? at
                : throw Invalid($"Invalid 'expiration' value: '{expiration}'");
    }

    /// <returns>Null for one on the size of the file, which is no field.</returns>
    private Condition? ReadCondition(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            var members = json.EnumerateObject().ToArray();
            return members is not [var member]
                ? throw Invalid("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.")
                : member.Value.ValueKind != JsonValueKind.String
                    ? throw Invalid("Invalid Simple-Condition: value must be a string.")
                    : new Condition("eq", "$" + member.Name, member.Value.GetString()!);
        }

        var items = json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().ToArray() : [];
        if (items.Length == 0 || items[0].ValueKind != JsonValueKind.String)
        {
            throw Invalid("Invalid Condition: missing operation identifier.");
        }

        var operation = items[0].GetString()!;
        if (items.Length != 3)
        {
            throw Invalid($"Invalid {operation}: wrong number of arguments.");
        }

        return operation.ToLowerInvariant() switch
        {
            "eq" or "starts-with" when items.All(i => i.ValueKind == JsonValueKind.String) =>
                new Condition(operation, items[1].GetString()!, items[2].GetString()!),
            "content-length-range" => ReadRange(items),
            "eq" or "starts-with" => throw Invalid("Invalid JSON."),
            _ => throw Invalid($"Invalid Condition: unknown operation '{operation}'."),
        };
    }

    /// <summary>Numbers, or numbers in quotes.</summary>
    private Condition? ReadRange(JsonElement[] items)
    {
        var (min, max) = (Size(items[1]), Size(items[2]));
        SizeBytesMin = Math.Max(SizeBytesMin, min);
        SizeBytesMax = Math.Min(SizeBytesMax, max);
        return null;

        long Size(JsonElement bound)
        {
            if (bound.ValueKind == JsonValueKind.String)
            {
                return long.TryParse(bound.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var quoted)
                    ? quoted
                    : throw S3Errors.PolicyViolated(
                        $"Policy Condition failed: [{string.Join(", ", items.Select(i => i.GetRawText()))}]");
            }

            return bound.ValueKind == JsonValueKind.Number && bound.TryGetInt64(out var number) && number >= 0
                ? number
                : throw Invalid("Invalid JSON.");
        }
    }

    private static AwsException Invalid(string what) => S3Errors.InvalidPolicyDocument(what);

    /// <param name="Name">With the dollar sign; without one no field has it.</param>
    private sealed record Condition(string Operation, string Name, string Value)
    {
        public string Field => Name.StartsWith('$') ? Name[1..] : "";

        public bool Is(string field) => Field.Equals(field, StringComparison.OrdinalIgnoreCase);

        public bool Holds(string value)
        {
            if (Operation.Equals("eq", StringComparison.OrdinalIgnoreCase))
            {
                return value == Value;
            }

            // Of this field alone a comma makes a list.
            var values = Is("Content-Type") ? value.Split(',', StringSplitOptions.TrimEntries) : [value];
            return values.All(v => v.StartsWith(Value, StringComparison.Ordinal));
        }

        /// <summary>As S3 prints it: <c>["eq", "$key", "value"]</c>.</summary>
        public override string ToString() => $"[{Quoted(Operation)}, {Quoted(Name)}, {Quoted(Value)}]";

        private static string Quoted(string text) =>
            $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
    }
}
