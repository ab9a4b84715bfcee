namespace Onboarding.Functions.Register;

/// <summary>
/// What a client calls its own request, among its own requests: two API keys that say the same mean two requests. Else
/// one client could learn of another's user, or be kept from registering by it.
/// </summary>
internal static class IdempotencyKey
{
    // The IETF draft for the header leaves the length open; DynamoDB's key limit (2,048 bytes) does not.
    private const int LengthMax = 255;

    /// <summary>The item of the Identities table. The id of an API key is hexadecimal: it holds no separator.</summary>
    public static string IdentityOf(string apiKeyId, string text) => $"idempotency#{apiKeyId}#{text}";

    /// <summary>Null, or what is wrong with the header's text.</summary>
    public static string? Fault(string text)
    {
        var isValid = text.Length is >= 1 and <= LengthMax && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
        return isValid ? null : $"must have 1 to {LengthMax} visible ASCII characters";
    }
}
