using System.Text;
using Onboarding.Functions.Users.Fields;

namespace Onboarding.Functions.CreateUser;

/// <summary>
/// Which passwords are good enough: those that the user pool takes (12 characters of all four kinds), except common
/// ones and those that repeat who the user is.
/// </summary>
internal static class PasswordPolicy
{
    private const int LengthMin = 12;

    // Long enough for every passphrase; the key derivation hashes anything longer down anyway.
    private const int LengthMax = 128;

    /// <summary>Every reason to refuse the password; none when it is good.</summary>
    public static IEnumerable<string> WeaknessesOf(string password, string username, string emailLocalPart)
    {
        var kinds = KindsIn(password, out var length);
        if (length < LengthMin)
        {
            yield return $"must have at least {LengthMin} characters";
        }

        if (length > LengthMax)
        {
            yield return $"must have at most {LengthMax} characters";
        }

        if (kinds.HasFlag(Kinds.Control))
        {
            yield return "must not contain control characters";
        }

        if (!kinds.HasFlag(Kinds.Lower))
        {
            yield return "must contain a lower-case letter";
        }

        if (!kinds.HasFlag(Kinds.Upper))
        {
            yield return "must contain an upper-case letter";
        }

        if (!kinds.HasFlag(Kinds.Digit))
        {
            yield return "must contain a digit";
        }

        if (!kinds.HasFlag(Kinds.Symbol))
        {
            yield return "must contain a symbol";
        }

        if (Contains(password, username))
        {
            yield return "must not contain the username";
        }

        if (Contains(password, emailLocalPart))
        {
            yield return "must not contain the part of the e-mail address before the @";
        }

        if (length <= LengthMax && CommonPasswords.Include(password))
        {
            yield return "must not be a common password, or one with digits or symbols added";
        }
    }

    // Shorter names than a username can be are in every other password by chance.
    private static bool Contains(string password, string part) =>
        part.Length >= Username.LengthMin && password.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static Kinds KindsIn(string password, out int length)
    {
        var kinds = Kinds.None;
        length = 0;
        foreach (var rune in password.EnumerateRunes())
        {
            length++;
            if (Rune.IsControl(rune))
            {
                kinds |= Kinds.Control;
            }
            else if (Rune.IsLower(rune))
            {
                kinds |= Kinds.Lower;
            }
            else if (Rune.IsUpper(rune))
            {
                kinds |= Kinds.Upper;
            }
            else if (Rune.IsDigit(rune))
            {
                kinds |= Kinds.Digit;
            }
            // Letters without case (中, ع) are neither; a space is a symbol, as for Cognito.
            else if (!Rune.IsLetter(rune))
            {
                kinds |= Kinds.Symbol;
            }
        }

        return kinds;
    }

    [Flags]
    private enum Kinds
    {
        None = 0,
        Lower = 1,
        Upper = 2,
        Digit = 4,
        Symbol = 8,
        Control = 16,
    }
}
