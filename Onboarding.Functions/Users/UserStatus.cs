namespace Onboarding.Functions.Users;

/// <summary>
/// How far a registration is: <c>pending → processing → completed</c>, or <c>failed</c> with a reason from either of
/// the first two. Nothing leads out of the last two, except a person:
/// docs/recipes/try-a-failed-user-again.md.
/// </summary>
internal static class UserStatus
{
    public const string Pending = "pending";
    public const string Processing = "processing";
    public const string Completed = "completed";
    public const string Failed = "failed";
}
