namespace Onboarding.LocalAws.Template;

/// <summary>
/// One value of the template. Scalars keep their text: whether `5` is a number is decided by the property that
/// receives it, as CloudFormation does, and never by YAML's guess.
/// </summary>
internal abstract record TemplateNode(SourcePosition Position)
{
    /// <summary>Whether a fault of it or of something in it is already reported.</summary>
    public bool HasFault() => this switch
    {
        TemplateFaulted => true,
        TemplateSequence sequence => sequence.Items.Any(item => item.HasFault()),
        TemplateMapping mapping => mapping.Entries.Any(entry => entry.Value.HasFault()),
        _ => false,
    };
}

internal sealed record TemplateScalar(string Value, bool IsPlain, SourcePosition Position) : TemplateNode(Position)
{
    /// <summary>YAML 1.1's spellings of null, which CloudFormation refuses everywhere.</summary>
    public bool IsNull => IsPlain && Value is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record TemplateSequence(IReadOnlyList<TemplateNode> Items, SourcePosition Position)
    : TemplateNode(Position);

internal sealed record TemplateMapping(IReadOnlyList<TemplateEntry> Entries, SourcePosition Position)
    : TemplateNode(Position)
{
    public TemplateNode? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry.Value;
            }
        }

        return null;
    }

    public string? FindText(string key) => (Find(key) as TemplateScalar)?.Value;

    /// <summary>A copy in which <paramref name="key"/> has this value, in its old place or at the end.</summary>
    public TemplateMapping With(string key, TemplateNode value, SourcePosition keyPosition)
    {
        List<TemplateEntry> entries = [.. Entries];
        var index = entries.FindIndex(entry => entry.Key == key);
        if (index < 0)
        {
            entries.Add(new TemplateEntry(key, keyPosition, value));
        }
        else
        {
            entries[index] = entries[index] with { Value = value };
        }

        return this with { Entries = entries };
    }

    public TemplateMapping Without(string key) => this with { Entries = [.. Entries.Where(entry => entry.Key != key)] };
}

internal readonly record struct TemplateEntry(string Key, SourcePosition KeyPosition, TemplateNode Value);

/// <summary>What `AWS::NoValue` leaves behind: the property or list element that holds it disappears.</summary>
internal sealed record TemplateNoValue(SourcePosition Position) : TemplateNode(Position);

/// <summary>
/// A value whose fault is already reported; checks that meet it report no second one.
/// </summary>
internal sealed record TemplateFaulted(SourcePosition Position) : TemplateNode(Position);
