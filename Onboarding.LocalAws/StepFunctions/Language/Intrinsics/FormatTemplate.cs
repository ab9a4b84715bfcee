using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

/// <summary>
/// The template of States.Format: <c>{}</c> takes the next argument; <c>\{</c>, <c>\}</c>, <c>\'</c> and
/// <c>\\</c> are the character itself.
/// </summary>
/// <param name="Texts">Those between the places, one more than there are places.</param>
/// <param name="Fault">A brace is alone; the call fails, not the definition.</param>
internal sealed record FormatTemplate(IReadOnlyList<string> Texts, string? Fault)
{
    public static FormatTemplate Parse(string template)
    {
        List<string> texts = [];
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            switch (template[i])
            {
                case '\\' when i + 1 < template.Length && template[i + 1] is '{' or '}' or '\'' or '\\':
                    text.Append(template[++i]);
                    break;
                case '{' when i + 1 < template.Length && template[i + 1] == '}':
                    i++;
                    texts.Add(text.ToString());
                    text.Clear();
                    break;
                case '{':
                    return Faulty("matching '}' not found for '{'");
                case '}':
                    return Faulty("matching '{' not found for '}'");
                default:
                    text.Append(template[i]);
                    break;
            }
        }

        return new FormatTemplate([.. texts, text.ToString()], null);
    }

    /// <exception cref="IntrinsicException">
    /// A brace is alone, or there are fewer or more places than arguments.
    /// </exception>
    public string Format(ReadOnlySpan<JsonElement> arguments)
    {
        if (Fault is not null)
        {
            throw new IntrinsicException($"Invalid template in States.Format: {Fault}.");
        }

        if (arguments.Length != Texts.Count - 1)
        {
            throw new IntrinsicException(
                "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.");
        }

        var text = new StringBuilder(Texts[0]);
        for (var i = 0; i < arguments.Length; i++)
        {
            text.Append(JsonValue.PlainTextOf(arguments[i])).Append(Texts[i + 1]);
        }

        return text.ToString();
    }

    private static FormatTemplate Faulty(string fault) => new([""], fault);
}
