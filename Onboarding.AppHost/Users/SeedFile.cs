using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Users;

/// <summary>
/// The users of a file: JSON lines, or one JSON array where the first character is <c>[</c>. All
/// faults are in one message, so that a file is corrected in one pass. The message repeats no value of the file: there
/// are passwords in it.
/// </summary>
internal static class SeedFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="LocalAwsException">The file cannot be read or has faults.</exception>
    public static async Task<IReadOnlyList<SeedUser>> ReadAsync(string path, CancellationToken stop)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(path, new UTF8Encoding(false, throwOnInvalidBytes: true), stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new LocalAwsException($"'{path}' cannot be read: {e.Message}", e);
        }

        List<string> faults = [];
        var users = Parse(text, faults);
        if (faults.Count == 0 && users.Count == 0)
        {
            faults.Add("there is no user in it");
        }

        return faults.Count == 0
            ? users
            : throw new LocalAwsException($"'{path}' has faults, nothing is written:\n{string.Join('\n', faults)}");
    }

    public static IReadOnlyList<SeedUser> Parse(string text, List<string> faults)
    {
        List<SeedUser> users = [];
        Dictionary<string, string> placeOf = new(StringComparer.Ordinal);
        foreach (var (place, element) in text.TrimStart().StartsWith('[') ? Array(text, faults) : Lines(text, faults))
        {
            if (SeedUser.Read(element, place, faults) is not { } user)
            {
                continue;
            }

            if (!placeOf.TryAdd(user.Email, place))
            {
                faults.Add($"{place}: email is that of {placeOf[user.Email]}");
            }

            users.Add(user);
        }

        return users;
    }

    private static IEnumerable<(string Place, JsonElement User)> Array(string text, List<string> faults)
    {
        if (TryParse(text, out var fault) is not { } array)
        {
            faults.Add($"line {fault!.LineNumber + 1}: is not JSON");
            yield break;
        }

        var number = 0;
        foreach (var user in array.EnumerateArray())
        {
            yield return ($"user {++number}", user);
        }
    }

    private static IEnumerable<(string Place, JsonElement User)> Lines(string text, List<string> faults)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (TryParse(line, out _) is { } user)
            {
                yield return ($"line {number}", user);
            }
            else
            {
                faults.Add($"line {number}: is not JSON");
            }
        }
    }

    /// <summary>Null for a duplicate member, too: RFC 8259 leaves open which of the two values counts.</summary>
    private static JsonElement? TryParse(string text, out JsonException? fault)
    {
        fault = null;
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            fault = e;
            return null;
        }
    }
}
