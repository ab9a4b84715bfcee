namespace Onboarding.LocalAws.StepFunctions.Language.States;

/// <summary>
/// Which errors ErrorEquals names
/// (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-error-representation).
/// </summary>
internal static class ErrorNames
{
    /// <summary>
    /// States.Runtime always fails the execution. States.ALL is any other error but States.DataLimitExceeded;
    /// States.TaskFailed is any of these but a time-out. A missed heartbeat is a time-out, too.
    /// </summary>
    public static bool Match(IReadOnlyList<string> errorEquals, string error)
    {
        if (error == StatesErrors.Runtime)
        {
            return false;
        }

        foreach (var name in errorEquals)
        {
            if (name == error || IsWildcardOf(name, error))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWildcardOf(string name, string error) => name switch
    {
        StatesErrors.All => error != StatesErrors.DataLimitExceeded,
        StatesErrors.TaskFailed => error is not (StatesErrors.DataLimitExceeded or StatesErrors.Timeout
            or StatesErrors.HeartbeatTimeout),
        StatesErrors.Timeout => error == StatesErrors.HeartbeatTimeout,
        _ => false,
    };
}
