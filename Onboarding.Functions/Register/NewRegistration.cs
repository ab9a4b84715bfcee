namespace Onboarding.Functions.Register;

/// <summary>Everything that one registration writes, decided before the first write.</summary>
internal sealed record NewRegistration(
    string UserId, RegisterRequest Request, IdempotencyKey? IdempotencyKey, DateTimeOffset Now, string? Traceparent)
{
    public string RequestHash { get; } = Request.Hash();

    public required FirstAnswer Answer { get; init; }
}
