using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.Passwords;

namespace Onboarding.Functions.Login;

/// <summary>A <see cref="Credential"/> item as it was read.</summary>
internal sealed record StoredCredential(string UserId, PasswordHash Password, SignInAttempts Attempts)
{
    public static StoredCredential From(Dictionary<string, AttributeValue> item)
    {
        var password = UserItem.Text(item, Credential.Password)
            ?? throw new FormatException("The credential has no password.");
        var lockedUntil = Number(item, "lockedUntil");
        var attempts = new SignInAttempts(
            Number(item, "attempts") ?? 0,
            (int)(Number(item, "failures") ?? 0),
            (int)(Number(item, "lockouts") ?? 0),
            lockedUntil is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null);
        return new StoredCredential(UserItem.Text(item, "userId") ?? "", PasswordHash.Parse(password), attempts);
    }

    /// <summary>Never the members: this is what ends up in a log by mistake.</summary>
    public override string ToString() => nameof(StoredCredential);

    private static long? Number(Dictionary<string, AttributeValue> item, string name) =>
        item.GetValueOrDefault(name)?.N is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}
