using System.Globalization;
using System.Text;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>Where a page of a list begins, and how long it may be.</summary>
/// <param name="After">What the page before ended with; null begins.</param>
internal readonly record struct Page(string? After, int CountMax)
{
    private const int CountDefault = 100;
    private const int CountLimit = 1000;

    /// <summary>Of any list but ListExecutions, whose tokens may have 3096.</summary>
    private const int TokenLengthMax = 1024;

    public static Page Read(RequestMembers input)
    {
        var count = input.Integer("maxResults") ?? 0;
        if (count is < 0 or > CountLimit)
        {
            throw StepFunctionsErrors.Constraint(count, "maxResults", count < 0
                ? "Member must have value greater than or equal to 0"
                : $"Member must have value less than or equal to {CountLimit}");
        }

        return new Page(
            input.Text("nextToken") is { } token ? Decode(token) : null, count == 0 ? CountDefault : count);
    }

    /// <summary><see cref="After"/> as a number; 0 begins.</summary>
    public long Number => After is null ? 0
        : long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw StepFunctionsErrors.InvalidToken();

    public static string Token(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    public static string Token(long last) => Token(last.ToString(CultureInfo.InvariantCulture));

    private static string Decode(string token)
    {
        Texts.CheckLength(token, "nextToken", 1, TokenLengthMax);
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw StepFunctionsErrors.InvalidToken();
    }
}
