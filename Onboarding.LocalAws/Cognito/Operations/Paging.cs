using System.Globalization;
using System.Text;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>Page sizes and the opaque tokens between pages.</summary>
internal static class Paging
{
    public static int Size(RequestMembers input, string member, int max)
    {
        var size = input.Integer(member) ?? max;
        return size >= 1 && size <= max
            ? size
            : throw CognitoErrors.Constraint(
                char.ToLowerInvariant(member[0]) + member[1..],
                $"Member must have value less than or equal to {max} and greater than 0");
    }

    public static string Token(long position) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(position.ToString(CultureInfo.InvariantCulture)));

    /// <summary>0 without a token.</summary>
    public static long Position(string? token)
    {
        if (token is null)
        {
            return 0;
        }

        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && long.TryParse(bytes.AsSpan(0, length), CultureInfo.InvariantCulture, out var position) && position > 0
                ? position
                : throw Invalid();
    }

    private static AwsException Invalid() => CognitoErrors.InvalidParameter("Invalid pagination token.");
}
