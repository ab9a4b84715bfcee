namespace Onboarding.LocalAws.Hosting.Runtime;

/// <summary>Why the environments of a function cannot be run.</summary>
/// <param name="Property">The template's property that is to blame; null for the function as a whole.</param>
internal sealed record FunctionFault(string Message, string? Property = null);
