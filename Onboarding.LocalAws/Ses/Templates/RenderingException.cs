namespace Onboarding.LocalAws.Ses.Templates;

/// <summary>A template cannot be rendered with the data that was given.</summary>
internal sealed class RenderingException(string message) : Exception(message)
{
    /// <summary>What Handlebars knows and this emulator does not do; null where it is the template's fault.</summary>
    public string? Unsupported { get; private init; }

    /// <summary>AWS's text, which it sends as the event Rendering Failure, too.</summary>
    public static RenderingException MissingAttribute(string path) =>
        new($"Attribute '{path}' is not present in the rendering data.");

    public static RenderingException OfFeature(string what) => new($"{what} cannot be rendered") { Unsupported = what };
}
