namespace Onboarding.Functions.Provision;

/// <summary>A step that this delivery has made and that the ledger may not have yet.</summary>
/// <param name="At">When it was done.</param>
/// <param name="Detail">What came of it, such as the bucket's name.</param>
internal sealed record MadeStep(string Step, DateTimeOffset At, string? Detail = null);
