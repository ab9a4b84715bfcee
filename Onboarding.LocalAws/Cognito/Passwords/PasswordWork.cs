using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Passwords;

/// <summary>
/// Everything that derives a key from a password or raises numbers of 3,072 bits to a power, which costs up to 100 ms a
/// piece. Where too much of it waits, Cognito answers TooManyRequestsException, which SDKs try again.
/// </summary>
internal sealed class PasswordWork
{
    /// <summary>Ten seconds of work and more: a client behind that would time out before its turn.</summary>
    private const int WaitingCountMax = 100;

    private readonly BoundedWorkers _workers;

    public PasswordWork(int workerCount, int waitingCountMax = WaitingCountMax) =>
        _workers = new BoundedWorkers(workerCount, waitingCountMax);

    /// <exception cref="Wire.AwsException">TooManyRequestsException.</exception>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken stop) =>
        _workers.TryRun(work, stop) ?? throw CognitoErrors.TooManyRequests();
}
