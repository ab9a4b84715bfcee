namespace Onboarding.LocalAws.Template;

/// <summary>One entry of Outputs whose value still holds intrinsic functions.</summary>
internal sealed record StackOutput(string Name, TemplateNode Value);
