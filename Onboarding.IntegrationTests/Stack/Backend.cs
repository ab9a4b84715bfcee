using System.Globalization;
using Onboarding.AppHost.Endpoints;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.IntegrationTests.Stack;

/// <summary>
/// What the stacks of the tests run on: themselves, or for each service that it serves the endpoint that
/// <c>ONBOARDING_AWS_ENDPOINT</c> names, in the words of <c>--aws</c>, with a comma between two. Each stack has a key
/// of its own there, by which DynamoDB Local (without <c>-sharedDb</c>) and LocalStack keep their data apart.
/// </summary>
internal static class Backend
{
    public const string Variable = "ONBOARDING_AWS_ENDPOINT";

    /// <summary>As an account's id, which LocalStack takes the account from.</summary>
    private const long FirstKey = 100_000_000_000;

    private static readonly string[] Given = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(
        ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Differs from one run of the tests to the next against an endpoint that goes on running.</summary>
    private static long _lastKey = FirstKey + (Environment.ProcessId * 1000L);

    public static bool IsElsewhere => Given.Length > 0;

    public static RemoteEndpoints ForOneStack() => !IsElsewhere
        ? new RemoteEndpoints()
        : AwsTargets.Parse(Given, LocalAwsOptions.DefaultRegion) with
        {
            Keys = new RemoteKeys(
                Interlocked.Increment(ref _lastKey).ToString(CultureInfo.InvariantCulture), "test", SessionToken: null),
        };
}

/// <summary>Skipped by name where DynamoDB is not the host's own, for what another one cannot do.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnDynamoDbFactAttribute : FactAttribute
{
    /// <param name="reason">What another one cannot do.</param>
    public OwnDynamoDbFactAttribute(string reason) => Skip = Backend.IsElsewhere ? reason : null;
}
