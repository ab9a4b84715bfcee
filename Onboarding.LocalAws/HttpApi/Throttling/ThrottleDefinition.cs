namespace Onboarding.LocalAws.HttpApi.Throttling;

/// <summary>ThrottlingRateLimit (requests per second) and ThrottlingBurstLimit of a route.</summary>
internal sealed record ThrottleDefinition(double RatePerSecond, int Burst);
