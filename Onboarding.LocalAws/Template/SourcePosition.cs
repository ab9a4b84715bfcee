namespace Onboarding.LocalAws.Template;

/// <summary>Where a node stands in the template, both counted from 1 as editors show them.</summary>
internal readonly record struct SourcePosition(int Line, int Column)
{
    /// <summary>Position of what no line of the template says, such as an implicit resource.</summary>
    public static readonly SourcePosition Start = new(1, 1);

    public override string ToString() => $"{Line}:{Column}";
}
