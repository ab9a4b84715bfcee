namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>
/// What a password must have. The defaults are Cognito's where a pool is created without a policy:
/// https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html.
/// </summary>
internal sealed record PasswordPolicy
{
    public int LengthMin { get; init; } = 8;

    public bool RequiresUppercase { get; init; } = true;

    public bool RequiresLowercase { get; init; } = true;

    public bool RequiresNumbers { get; init; } = true;

    public bool RequiresSymbols { get; init; } = true;

    public int TemporaryPasswordValidityDays { get; init; } = 7;

    /// <summary>
    /// The first rule that a password breaks, in the order in which Cognito names them; null for none.
    /// </summary>
    public PasswordFault? FaultOf(string password)
    {
        if (password.Length < LengthMin)
        {
            return PasswordFault.TooShort;
        }

        if (RequiresLowercase && !password.Any(char.IsAsciiLetterLower))
        {
            return PasswordFault.NoLowercase;
        }

        if (RequiresUppercase && !password.Any(char.IsAsciiLetterUpper))
        {
            return PasswordFault.NoUppercase;
        }

        if (RequiresNumbers && !password.Any(char.IsAsciiDigit))
        {
            return PasswordFault.NoNumber;
        }

        return RequiresSymbols && !HasSymbol(password) ? PasswordFault.NoSymbol : null;
    }

    /// <summary>A space counts only inside, as Cognito documents.</summary>
    private static bool HasSymbol(string password)
    {
        const string symbols = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-";
        return password.Any(c => symbols.Contains(c, StringComparison.Ordinal))
            || password.AsSpan(1, Math.Max(0, password.Length - 2)).Contains(' ');
    }
}

internal enum PasswordFault
{
    TooShort,
    NoLowercase,
    NoUppercase,
    NoNumber,
    NoSymbol,
}
