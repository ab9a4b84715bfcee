namespace Onboarding.ServiceDefaults.Logging;

/// <summary>
/// The Lambda request id of the code that is running, so that every log line carries it. It flows with the
/// asynchronous control flow: several functions run side by side in one process.
/// </summary>
public static class InvocationLogScope
{
    private static readonly AsyncLocal<string?> Current = new();

    public static string? RequestId
    {
        get => Current.Value;
        set => Current.Value = value;
    }
}
