using System.Buffers;

namespace Onboarding.Functions.Users.Fields;

/// <summary>
/// The name with which a user of <c>POST /createUser</c> signs in: 3 to 64 letters, digits, dots, hyphens and
/// underscores, a letter or digit first; upper and lower case are the same.
/// </summary>
/// <remarks>
/// ASCII only: two names that look alike in different scripts are two accounts for one reader. No @: a user named
/// like another's e-mail address could be mistaken for its owner.
/// </remarks>
internal static class Username
{
    public const int LengthMin = 3;
    private const int LengthMax = 64;

    // Upper case, too: it is looked at before the case is folded, which makes an ASCII k of the Kelvin sign.
    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    /// <summary>Null and the name in lower case, or what is wrong with it.</summary>
    public static string? Normalise(string text, out string normalised)
    {
        normalised = text.ToLowerInvariant();
        if (normalised.Length is < LengthMin or > LengthMax)
        {
            return $"must have {LengthMin} to {LengthMax} characters";
        }

        if (text.AsSpan().ContainsAnyExcept(Characters))
        {
            return "may contain only the letters a to z, digits, dots, hyphens and underscores";
        }

        return char.IsAsciiLetterOrDigit(normalised[0]) ? null : "must begin with a letter or a digit";
    }
}
