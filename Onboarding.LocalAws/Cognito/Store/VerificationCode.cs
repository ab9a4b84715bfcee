using System.Security.Cryptography;
using System.Text;

namespace Onboarding.LocalAws.Cognito.Store;

internal enum CodeVerdict
{
    Right,
    Wrong,
    Expired,
    TooManyAttempts,
}

/// <summary>
/// A code that was mailed to a user. A wrong guess counts; after five nothing is right for a while, so that six digits
/// cannot be tried out. Cognito documents LimitExceededException for it, not the number.
/// </summary>
/// <param name="Digits">Null for a code that was used or replaced: only the counts live on.</param>
internal sealed record VerificationCode(
    string? Digits,
    DateTimeOffset ExpiresAt,
    int WrongCount,
    DateTimeOffset WrongAt,
    int SentCount,
    DateTimeOffset SentAt)
{
    private const int WrongCountMax = 5;

    /// <summary>Cognito documents 5 to 20 requests an hour, depending on risk.</summary>
    private const int SentCountMax = 20;

    private static readonly TimeSpan WrongWindow = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SentWindow = TimeSpan.FromHours(1);

    public static VerificationCode None { get; } =
        new(null, DateTimeOffset.MinValue, 0, DateTimeOffset.MinValue, 0, DateTimeOffset.MinValue);

    public bool CanSend(DateTimeOffset now) => SentCount < SentCountMax || now - SentAt >= SentWindow;

    public VerificationCode Send(string digits, DateTimeOffset now, TimeSpan goodFor)
    {
        var isNewWindow = now - SentAt >= SentWindow;
        return this with
        {
            Digits = digits,
            ExpiresAt = now + goodFor,
            SentCount = isNewWindow ? 1 : SentCount + 1,
            SentAt = isNewWindow ? now : SentAt,
        };
    }

    public CodeVerdict Check(string guess, DateTimeOffset now)
    {
        if (WrongCount >= WrongCountMax && now - WrongAt < WrongWindow)
        {
            return CodeVerdict.TooManyAttempts;
        }

        if (Digits is null || now >= ExpiresAt)
        {
            return CodeVerdict.Expired;
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Digits), Encoding.UTF8.GetBytes(guess))
            ? CodeVerdict.Right
            : CodeVerdict.Wrong;
    }

    public VerificationCode CountWrong(DateTimeOffset now) => this with
    {
        WrongCount = now - WrongAt >= WrongWindow ? 1 : WrongCount + 1,
        WrongAt = now,
    };

    public VerificationCode Use() => this with { Digits = null, WrongCount = 0 };
}
