namespace Onboarding.LocalAws.Template.Shapes;

/// <summary>
/// What a property may hold. Shapes drive both the check with its messages and the typed JSON for AWS's APIs.
/// </summary>
internal abstract record Shape
{
    public static readonly Shape Text = new TextShape([]);
    public static readonly Shape Boolean = new BooleanShape();

    /// <summary>
    /// Free JSON, such as a policy document: numbers and booleans only where YAML wrote them plainly.
    /// </summary>
    public static readonly Shape Json = new JsonShape();

    public static Shape OneOf(params string[] values) => new TextShape(values);

    public static Shape Integer(long min, long max) => new IntegerShape(min, max);

    /// <summary>A number that may have a fraction and is not negative.</summary>
    public static readonly Shape Number = new NumberShape();

    public static Shape List(Shape item) => new ListShape(item);

    public static Shape Map(Shape value) => new MapShape(value);

    public static ObjectShape Object(params Property[] properties) => new(properties);
}

/// <param name="Allowed">The values of an enumeration; empty allows every text.</param>
internal sealed record TextShape(string[] Allowed) : Shape;

internal sealed record IntegerShape(long Min, long Max) : Shape;

internal sealed record NumberShape : Shape;

internal sealed record BooleanShape : Shape;

internal sealed record JsonShape : Shape;

internal sealed record ListShape(Shape Item) : Shape;

internal sealed record MapShape(Shape Value) : Shape;

internal sealed record ObjectShape(Property[] Properties) : Shape
{
    public Property? Find(string name) => Array.Find(Properties, property => property.Name == name);
}
