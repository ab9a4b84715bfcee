namespace Onboarding.LocalAws.Sns.Store;

/// <param name="Name">The last part of its ARN.</param>
internal sealed record Topic(string Name);
