using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Onboarding.LocalAws.Template;

/// <summary>
/// Turns YAML (and thereby JSON) into <see cref="TemplateNode"/>s. Short tags become their long form at once, so that
/// nothing after this knows two spellings. YAML aliases and merge keys are refused, as CloudFormation refuses them
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html); that also rules out alias
/// bombs. The parser is driven event by event because the object deserializer would lose positions and use reflection.
/// </summary>
internal sealed class YamlReader
{
    private readonly IParser _parser;
    private readonly TemplateFaults _faults;
    private int _nodes;

    private YamlReader(IParser parser, TemplateFaults faults)
    {
        _parser = parser;
        _faults = faults;
    }

    /// <summary>
    /// Reads the only document of the text; null when the text is no YAML at all (the fault is reported).
    /// </summary>
    public static TemplateNode? Read(string text, TemplateFaults faults)
    {
        if (text.Length > TemplateLimits.SizeBytesMax)
        {
            faults.Add(SourcePosition.Start, $"The template is larger than {TemplateLimits.SizeBytesMax} characters.");
            return null;
        }

        try
        {
            return new YamlReader(new Parser(new StringReader(text)), faults).ReadDocument();
        }
        catch (YamlException e)
        {
            faults.Add(PositionOf(e.Start), $"Not valid YAML: {e.Message}");
            return null;
        }
    }

    private TemplateNode? ReadDocument()
    {
        Expect<StreamStart>();
        if (_parser.Current is StreamEnd)
        {
            _faults.Add(SourcePosition.Start, "The template is empty.");
            return null;
        }

        Expect<DocumentStart>();
        var root = ReadNode(depth: 0);
        Expect<DocumentEnd>();
        if (_parser.Current is DocumentStart second)
        {
            _faults.Add(PositionOf(second.Start), "A template is one YAML document; a second one starts here.");
        }

        return root;
    }

    private TemplateNode ReadNode(int depth)
    {
        var current = _parser.Current ?? throw new YamlException("The text ends in the middle of a value.");
        if (depth > TemplateLimits.DepthMax)
        {
            throw new YamlException(current.Start, current.End, $"deeper than {TemplateLimits.DepthMax} levels.");
        }

        if (++_nodes > TemplateLimits.NodesMax)
        {
            throw new YamlException(current.Start, current.End, $"more than {TemplateLimits.NodesMax} values.");
        }

        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _faults.Add(PositionOf(anchored.Start), "YAML anchors and aliases are not supported by CloudFormation.");
        }

        var tag = (current as NodeEvent)?.Tag ?? TagName.Empty;
        var node = current switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart => ReadSequence(depth),
            MappingStart => ReadMapping(depth),
            AnchorAlias alias => ReadAlias(alias),
            _ => throw new YamlException(current.Start, current.End, "a value is missing here."),
        };
        return ShortTags.Expand(tag, node, _faults);
    }

    private TemplateScalar ReadScalar(Scalar scalar)
    {
        Advance();
        return new TemplateScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, PositionOf(scalar.Start));
    }

    private TemplateNode ReadAlias(AnchorAlias alias)
    {
        Advance();
        return _faults.Faulted(
            PositionOf(alias.Start), "YAML anchors and aliases are not supported by CloudFormation.");
    }

    private TemplateSequence ReadSequence(int depth)
    {
        var position = PositionOf(_parser.Current!.Start);
        Advance();
        var items = new List<TemplateNode>();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        Advance();
        return new TemplateSequence(items, position);
    }

    private TemplateMapping ReadMapping(int depth)
    {
        var position = PositionOf(_parser.Current!.Start);
        Advance();
        var entries = new List<TemplateEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not TemplateScalar name)
            {
                _faults.Add(key.Position, "A key must be a plain name.");
            }
            else if (!seen.Add(name.Value))
            {
                _faults.Add(name.Position, $"'{name.Value}' is given twice.");
            }
            else
            {
                entries.Add(new TemplateEntry(name.Value, name.Position, value));
            }
        }

        Advance();
        return new TemplateMapping(entries, position);
    }

    private void Expect<T>() where T : ParsingEvent
    {
        if (_parser.Current is null)
        {
            Advance();
        }

        if (_parser.Current is not T)
        {
            var at = _parser.Current?.Start ?? Mark.Empty;
            throw new YamlException(at, at, $"{typeof(T).Name} expected.");
        }

        Advance();
    }

    /// <summary>
    /// YamlDotNet 16.3 loses its state over some broken flow collections, and throws at a tag that is no URI, without
    /// saying where: both become the fault that they are.
    /// </summary>
    private void Advance()
    {
        var last = _parser.Current?.End ?? Mark.Empty;
        try
        {
            _parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new YamlException(last, last, $"the text after this place cannot be read ({e.Message})", e);
        }
    }

    private static SourcePosition PositionOf(in Mark mark) =>
        new(Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
}
