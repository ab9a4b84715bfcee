using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

/// <summary>Functions of texts, and identifiers.</summary>
internal static class TextFunctions
{
    /// <summary>Of what is encoded, decoded or hashed.</summary>
    private const int LengthMax = 10_000;

    /// <summary>A template that comes from a path is parsed when it is known.</summary>
    public static JsonElement Format(IntrinsicArguments arguments)
    {
        var template = arguments.Template ?? FormatTemplate.Parse(arguments.Text(0));
        return JsonValue.Of(template.Format(arguments.Values.AsSpan(1)));
    }

    /// <summary>Each character of the second text is a delimiter, and nothing is between two in a row.</summary>
    public static JsonElement Split(IntrinsicArguments arguments)
    {
        var (text, delimiters) = (arguments.Text(0), arguments.Text(1));
        var parts = delimiters.Length == 0 && text.Length > 0
            ? new[] { text }
            : text.Split(delimiters.ToCharArray(), StringSplitOptions.RemoveEmptyEntries);
        return JsonValue.Of(parts.Select(JsonValue.Of).ToArray());
    }

    public static JsonElement Base64Encode(IntrinsicArguments arguments) =>
        JsonValue.Of(Convert.ToBase64String(Encoding.UTF8.GetBytes(arguments.Text(0, LengthMax))));

    /// <summary>
    /// As lenient as AWS's decoder: what is not of the alphabet is skipped, and padding may be missing.
    /// </summary>
    public static JsonElement Base64Decode(IntrinsicArguments arguments)
    {
        var digits = new string([.. arguments.Text(0, LengthMax).TakeWhile(c => c != '=').Where(IsBase64)]);
        // One digit alone carries six bits, which are no byte.
        var whole = digits.Length % 4 == 1 ? digits[..^1] : digits;
        var bytes = Convert.FromBase64String(whole.PadRight((whole.Length + 3) / 4 * 4, '='));
        return JsonValue.Of(Encoding.UTF8.GetString(bytes));
    }

    public static JsonElement Hash(IntrinsicArguments arguments)
    {
        var data = Encoding.UTF8.GetBytes(arguments.AnyText(0, LengthMax));
#pragma warning disable CA5350, CA5351 // AWS offers these, too, and the caller chooses.
        var hash = arguments.Text(1) switch
        {
            "MD5" => MD5.HashData(data),
            "SHA-1" => SHA1.HashData(data),
            "SHA-256" => SHA256.HashData(data),
            "SHA-384" => SHA384.HashData(data),
            "SHA-512" => SHA512.HashData(data),
            _ => throw arguments.Invalid(),
        };
#pragma warning restore CA5350, CA5351
        return JsonValue.Of(Convert.ToHexStringLower(hash));
    }

    public static JsonElement Uuid(IntrinsicArguments arguments) =>
        JsonValue.Of(arguments.Random.NextGuid().ToString());

    private static bool IsBase64(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/';
}
