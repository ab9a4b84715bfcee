using System.Globalization;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.StepFunctions.Language.Paths;

namespace Onboarding.LocalAws.StepFunctions.Language.Intrinsics;

/// <summary>
/// Text → call. Arguments are paths, texts in single quotes, numbers, true, false, null and further calls.
/// <code>States.Format('{}\'s list of \{{}\}', $.user['first name'], States.ArrayLength($.items[?(@.a == ')')]))</code>
/// </summary>
internal static class IntrinsicParser
{
    /// <summary>How deep functions may be nested in one field.</summary>
    private const int DepthMax = 10;

    /// <exception cref="JsonPathException">It is no call, or of a function that there is not.</exception>
    public static IntrinsicCall Parse(string text)
    {
        var reader = new PathReader(text, 0);
        var call = Call(reader, 1);
        reader.SkipSpaces();
        return reader.IsAtEnd ? call : throw reader.Fault("Unexpected character");
    }

    private static IntrinsicCall Call(PathReader reader, int depth)
    {
        if (depth > DepthMax)
        {
            throw reader.Fault($"At most {DepthMax} nested functions expected");
        }

        var start = reader.Position;
        var name = reader.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '.');
        if (!IntrinsicFunctions.All.TryGetValue(name, out var function))
        {
            throw reader.Fault("A function expected");
        }

        reader.Take('(');
        var arguments = Arguments(reader, depth);
        reader.Take(')');
        return new IntrinsicCall(reader.Text[start..reader.Position], function, arguments);
    }

    private static List<IntrinsicArgument> Arguments(PathReader reader, int depth)
    {
        List<IntrinsicArgument> arguments = [];
        reader.SkipSpaces();
        while (reader.Current != ')' || arguments.Count > 0)
        {
            reader.SkipSpaces();
            arguments.Add(Argument(reader, depth));
            reader.SkipSpaces();
            if (!reader.TryTake(','))
            {
                break;
            }
        }

        return arguments;
    }

    private static IntrinsicArgument Argument(PathReader reader, int depth) => reader.Current switch
    {
        '$' => new PathArgument(ValuePath.Parse(reader)),
        '\'' => Text(reader),
        'S' => new CallArgument(Call(reader, depth + 1)),
        _ => Literal(reader),
    };

    /// <summary>The text that braces are looked for in still has its escapes: <c>\{</c> is no place.</summary>
    private static LiteralArgument Text(PathReader reader)
    {
        reader.Take('\'');
        var (raw, text) = (new StringBuilder(), new StringBuilder());
        while (!reader.IsAtEnd && reader.Current != '\'')
        {
            if (reader.TryTake('\\'))
            {
                if (reader.Current is not ('\'' or '{' or '}' or '\\'))
                {
                    throw reader.Fault(@"\', \{, \} or \\ expected");
                }

                raw.Append('\\');
            }

            raw.Append(reader.Current);
            text.Append(reader.Current);
            reader.Take(reader.Current);
        }

        reader.Take('\'');
        return new LiteralArgument(JsonValue.Of(text.ToString()), FormatTemplate.Parse(raw.ToString()));
    }

    private static LiteralArgument Literal(PathReader reader)
    {
        var word = reader.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.');
        if (word is not ("true" or "false" or "null")
            && !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw reader.Fault("An argument expected");
        }

        try
        {
            return new LiteralArgument(JsonValue.Parse(Encoding.UTF8.GetBytes(word)), null);
        }
        catch (JsonException)
        {
            throw reader.Fault("A number expected");
        }
    }
}
