using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onboarding.LocalAws.Ses.Templates;

/// <summary>
/// Renders one template. Nothing is escaped: "SES doesn't escape HTML content when rendering the HTML template"
/// (https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-advanced.html). An attribute that a tag writes
/// must be there; one that a block asks for need not. Lines that hold only a block stay (inferred).
/// </summary>
internal sealed class TemplateRenderer
{
    /// <summary>
    /// A template of some lines can loop for hours: nested loops over the same list. Each node and each turn of a loop
    /// is a step, since a loop may have nothing in it.
    /// </summary>
    private const int StepsMax = 100_000;

    private const int PartialDepthMax = 100;

    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, IReadOnlyList<TemplateNode>> _partials = new(StringComparer.Ordinal);
    private readonly int _lengthMax;
    private int _steps;
    private int _partialDepth;

    private TemplateRenderer(int lengthMax) => _lengthMax = lengthMax;

    /// <param name="lengthMax">Of what is rendered.</param>
    /// <exception cref="RenderingException">An attribute is missing, or the template is malformed.</exception>
    public static string Render(string template, JsonElement data, int lengthMax)
    {
        var renderer = new TemplateRenderer(lengthMax);
        renderer.Render(TemplateParser.Parse(template), new TemplateScope(data, Parent: null));
        return renderer._output.ToString();
    }

    private void Render(IReadOnlyList<TemplateNode> nodes, TemplateScope scope)
    {
        // A partial may be used before the line that defines it.
        foreach (var inline in nodes.OfType<TemplateNode.Inline>())
        {
            _partials[inline.Name] = inline.Body;
        }

        foreach (var node in nodes)
        {
            CountStep();
            Render(node, scope);
        }
    }

    private void CountStep()
    {
        if (++_steps > StepsMax || _output.Length > _lengthMax)
        {
            throw new RenderingException("The rendered template is too large.");
        }
    }

    private void Render(TemplateNode node, TemplateScope scope)
    {
        switch (node)
        {
            case TemplateNode.Literal literal:
                _output.Append(literal.Text);
                break;
            case TemplateNode.Attribute attribute:
                var found = Required(attribute.Path, scope);
                _output.Append(found.ValueKind == JsonValueKind.String ? found.GetString() : found.GetRawText());
                break;
            case TemplateNode.Block block:
                Render(block, scope);
                break;
            case TemplateNode.Partial partial:
                Render(partial, scope);
                break;
            case TemplateNode.Inline:
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Render(TemplateNode.Block block, TemplateScope scope)
    {
        var value = scope.Find(block.Path);
        var holds = IsTrue(value) != (block.Kind == BlockKind.Unless);
        if (!holds)
        {
            Render(block.Else, scope);
        }
        else if (Repeats(block.Kind, value))
        {
            RenderEach(block, value!.Value, scope);
        }
        else
        {
            Render(block.Body, Narrows(block.Kind, value) ? new TemplateScope(value!.Value, scope) : scope);
        }
    }

    private static bool Repeats(BlockKind kind, JsonElement? value) =>
        kind == BlockKind.Each || (kind == BlockKind.Section && value is { ValueKind: JsonValueKind.Array });

    /// <summary>Whether names in the block mean what is in the value.</summary>
    private static bool Narrows(BlockKind kind, JsonElement? value) =>
        kind == BlockKind.With || (kind == BlockKind.Section && value is { ValueKind: not JsonValueKind.True });

    private void RenderEach(TemplateNode.Block block, JsonElement value, TemplateScope scope)
    {
        var count = value.ValueKind switch
        {
            JsonValueKind.Array => value.GetArrayLength(),
            JsonValueKind.Object => value.GetPropertyCount(),
            _ => 0,
        };
        if (count == 0)
        {
            Render(block.Else, scope);
            return;
        }

        var index = 0;
        foreach (var (key, item) in Items(value))
        {
            CountStep();
            Render(block.Body, new TemplateScope(item, scope)
            {
                Loop = new Dictionary<string, string>
                {
                    ["index"] = Number(index),
                    ["key"] = key,
                    ["first"] = index == 0 ? "true" : "false",
                    ["last"] = index == count - 1 ? "true" : "false",
                },
            });
            index++;
        }
    }

    private static IEnumerable<(string Key, JsonElement Item)> Items(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select((item, i) => (Number(i), item))
            : value.EnumerateObject().Select(p => ($"\"{JsonEncodedText.Encode(p.Name)}\"", p.Value));

    private void Render(TemplateNode.Partial partial, TemplateScope scope)
    {
        if (!_partials.TryGetValue(partial.Name, out var body))
        {
            throw new RenderingException($"The partial '{partial.Name}' could not be found.");
        }

        if (++_partialDepth > PartialDepthMax)
        {
            throw new RenderingException($"The partial '{partial.Name}' renders itself.");
        }

        Render(body, partial.Path is { } path ? new TemplateScope(Required(path, scope), scope) : scope);
        _partialDepth--;
    }

    private static JsonElement Required(TemplatePath path, TemplateScope scope) =>
        scope.Find(path) ?? throw RenderingException.MissingAttribute(path.Text);

    /// <summary>https://handlebarsjs.com/guide/builtin-helpers.html#if: false, "", 0 and [] are not.</summary>
    private static bool IsTrue(JsonElement? value) => value is { } it && it.ValueKind switch
    {
        JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined => false,
        JsonValueKind.String => it.GetString()!.Length > 0,
        JsonValueKind.Number => !it.TryGetDouble(out var number) || number != 0,
        JsonValueKind.Array => it.GetArrayLength() > 0,
        _ => true,
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
