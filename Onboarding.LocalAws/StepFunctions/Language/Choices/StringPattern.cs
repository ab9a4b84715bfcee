using System.Text;

namespace Onboarding.LocalAws.StepFunctions.Language.Choices;

/// <summary>
/// The pattern of StringMatches: <c>*</c> is any number of characters, <c>\*</c> a star and <c>\\</c> a backslash:
/// <c>log-*.txt</c>. Each part between stars is taken at its first place, as there are no other wildcards.
/// </summary>
internal sealed class StringPattern
{
    private readonly string[] _parts;

    private StringPattern(string[] parts) => _parts = parts;

    public static StringPattern Parse(string pattern)
    {
        List<string> parts = [];
        var part = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*')
            {
                parts.Add(part.ToString());
                part.Clear();
                continue;
            }

            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '\\')
            {
                i++;
            }

            part.Append(pattern[i]);
        }

        return new StringPattern([.. parts, part.ToString()]);
    }

    public bool Matches(string text)
    {
        if (_parts.Length == 1)
        {
            return text == _parts[0];
        }

        var rest = text.AsSpan();
        if (!rest.StartsWith(_parts[0]) || rest.Length < _parts[0].Length + _parts[^1].Length)
        {
            return false;
        }

        rest = rest[_parts[0].Length..];
        foreach (var part in _parts.AsSpan(1, _parts.Length - 2))
        {
            var at = rest.IndexOf(part);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + part.Length)..];
        }

        return rest.EndsWith(_parts[^1]);
    }
}
