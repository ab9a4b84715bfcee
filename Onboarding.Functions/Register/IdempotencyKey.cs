namespace Onboarding.Functions.Register;

/// <summary>
/// What a client calls its own request, among its own requests: two API keys that say the same mean two requests. Else
/// one client could learn of another's user, or be kept from registering by it.
/// </summary>
internal sealed record IdempotencyKey(string ApiKeyId, string Text)
{
    // The IETF draft for the header leaves the length open; DynamoDB's key limit (2,048 bytes) does not.
    private const int LengthMax = 255;

    /// <summary>The item of the Identities table. The id of an API key is hexadecimal: it holds no separator.</summary>
    public string Identity => $"idempotency#{ApiKeyId}#{Text}";

    /// <summary>Null, or what is wrong with the header's text.</summary>
    public static string? Fault(string text)
    {
        bool valid = text.Length is >= 1 and <= LengthMax && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
        return valid ? null : $"must have 1 to {LengthMax} visible ASCII characters";
    }
}
