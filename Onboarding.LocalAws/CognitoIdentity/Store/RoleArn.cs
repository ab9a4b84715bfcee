namespace Onboarding.LocalAws.CognitoIdentity.Store;

/// <summary><c>arn:aws:iam::123456789012:role/with/a/path/name</c></summary>
/// <param name="Name">The last part: an assumed role's ARN shows no path.</param>
internal sealed record RoleArn(string Text, string Name)
{
    /// <returns>Null where the text is not the ARN of a role of this account.</returns>
    public static RoleArn? Parse(string text, string accountId)
    {
        var prefix = $"arn:{Kernel.AwsScope.Partition}:iam::{accountId}:role/";
        var name = text[(text.LastIndexOf('/') + 1)..];
        return text.StartsWith(prefix, StringComparison.Ordinal) && name.Length is > 0 and <= 64
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '=' or ',' or '.' or '@' or '-')
                ? new RoleArn(text, name)
                : null;
    }
}
