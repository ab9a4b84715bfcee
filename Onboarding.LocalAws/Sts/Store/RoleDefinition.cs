namespace Onboarding.LocalAws.Sts.Store;

/// <summary>A role that a template declares. Immutable.</summary>
/// <param name="MaxSessionDuration">One hour to twelve.</param>
internal sealed record RoleDefinition(string Arn, string Name, TimeSpan MaxSessionDuration);
