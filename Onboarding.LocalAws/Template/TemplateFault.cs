namespace Onboarding.LocalAws.Template;

/// <summary>One thing that is wrong with a template, and where.</summary>
internal readonly record struct TemplateFault(SourcePosition Position, string Message);
