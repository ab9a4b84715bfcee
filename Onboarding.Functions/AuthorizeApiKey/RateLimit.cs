namespace Onboarding.Functions.AuthorizeApiKey;

/// <summary>How many requests a key may make: <paramref name="Burst"/> at once, so many more each second.</summary>
public sealed record RateLimit(int PerSecond, int Burst);
