using System.Diagnostics.CodeAnalysis;

namespace Onboarding.LocalAws.Lambda.Model;

/// <summary>
/// A function as the API's callers name it: <c>name</c>, <c>account:function:name</c> or the whole ARN, each with an
/// optional <c>:qualifier</c> (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax).
/// </summary>
internal readonly record struct FunctionName(string Name, string? Qualifier)
{
    private const int LengthMax = 170;

    public static bool TryParse(string text, [NotNullWhen(true)] out FunctionName? name)
    {
        name = null;
        var parts = text.Split(':');
        var function = Array.IndexOf(parts, "function");
        var rest = parts.AsSpan(function + 1);
        if (text.Length > LengthMax || !IsPrefix(parts.AsSpan(0, Math.Max(function, 0))) || rest.Length is 0 or > 2
            || !IsName(rest[0]) || (rest.Length == 2 && rest[1] != "$LATEST" && !IsName(rest[1])))
        {
            return false;
        }

        name = new FunctionName(rest[0], rest.Length == 2 ? rest[1] : null);
        return true;
    }

    private static bool IsPrefix(ReadOnlySpan<string> parts) => parts switch
    {
        [] => true,
        [var account] => IsAccount(account),
        ["arn", _, "lambda", _, var account] => IsAccount(account),
        _ => false,
    };

    private static bool IsAccount(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
