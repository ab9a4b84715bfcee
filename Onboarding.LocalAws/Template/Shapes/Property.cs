namespace Onboarding.LocalAws.Template.Shapes;

/// <summary>One allowed property of an object.</summary>
internal sealed record Property(string Name, Shape Shape)
{
    public bool IsRequired { get; private init; }

    /// <summary>Has an effect only in AWS; start-up lists it instead of pretending.</summary>
    public bool IsCloudOnly { get; private init; }

    public static Property Required(string name, Shape shape) => new(name, shape) { IsRequired = true };

    public static Property Optional(string name, Shape shape) => new(name, shape);

    public static Property CloudOnly(string name) => new(name, Shape.Json) { IsCloudOnly = true };
}
