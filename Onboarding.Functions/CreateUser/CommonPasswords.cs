using System.Collections.Frozen;
using System.Reflection;

namespace Onboarding.Functions.CreateUser;

/// <summary>
/// Recognises the passwords that an attacker tries first: a word of <c>common-passwords.txt</c>, or two of them in a
/// row, in any case, in "leet" spelling, with digits and symbols around it: <c>P@ssw0rd2026!</c>,
/// <c>WelcomeAdmin#123</c>.
/// </summary>
/// <remarks>
/// The published lists of the most common passwords hold hardly any of twelve characters with all four kinds of them:
/// compared literally, such a list would refuse nothing that the policy has not refused. What people do with a short
/// word when a rule asks for more is known, so the list holds the words and the rules are here. It is a first hurdle,
/// not a breach database.
/// </remarks>
internal static class CommonPasswords
{
    private const string Resource = "Onboarding.Functions.CreateUser.common-passwords.txt";
    private const int WordLengthMin = 4;

    private static readonly Lazy<FrozenSet<string>> Words = new(Load);

    public static bool Include(string password)
    {
        var lower = password.ToLowerInvariant();
        // "1q2w3e4r5t6y" is a word that begins with a digit, so symbols alone are taken off first.
        var plain = Trim(lower, static c => char.IsAsciiLetterOrDigit(c) || !char.IsAscii(c));
        var core = Trim(lower, static c => char.IsLetter(c));
        // "$unsh1ne": a symbol in front may be a letter.
        var spelled = Spell(lower[..(lower.LastIndexOf(core, StringComparison.Ordinal) + core.Length)], 'i');
        return IsCommon(plain) || IsCommon(core) || IsCommon(Spell(core, 'i')) || IsCommon(Spell(core, 'l'))
            || IsCommon(Trim(spelled, static c => char.IsLetter(c)));
    }

    private static bool IsCommon(string text)
    {
        var words = Words.Value;
        if (words.Contains(text))
        {
            return true;
        }

        for (var cut = WordLengthMin; cut <= text.Length - WordLengthMin; cut++)
        {
            if (words.Contains(text[..cut]) && words.Contains(text[cut..]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Trim(string text, Func<char, bool> keeps)
    {
        int start = 0, end = text.Length;
        while (start < end && !keeps(text[start]))
        {
            start++;
        }

        while (end > start && !keeps(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    // 1 and ! stand for an i or an l: the caller says which.
    private static string Spell(string text, char one) =>
        string.Create(text.Length, (text, one), static (span, state) => SpellInto(span, state.text, state.one));

    private static void SpellInto(Span<char> span, string text, char one)
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = text[i] switch
            {
                '0' => 'o',
                '1' or '!' => one,
                '3' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' => 't',
                '8' => 'b',
                char other => other,
            };
        }
    }

    private static FrozenSet<string> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        using var reader = new StreamReader(stream);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                words.Add(word);
            }
        }

        return words.ToFrozenSet(StringComparer.Ordinal);
    }
}
