using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Onboarding.Functions.Aws;

namespace Onboarding.AppHost.Keys;

/// <summary>DynamoDB where the table of keys is.</summary>
internal static class DynamoDbAt
{
    /// <summary>AWS, wherever the SDK's own settings point: variables, profiles, roles.</summary>
    public static AmazonDynamoDBClient Aws() => new();

    /// <summary>
    /// A stack on this machine, with its root credentials: those of the environment may be of a real account.
    /// </summary>
    public static AmazonDynamoDBClient Local(Uri endpoint, string region) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonDynamoDBConfig
        {
            ServiceURL = endpoint.OriginalString,
            AuthenticationRegion = region,
            // No retry: a local stack that does not answer is not running, and the command should say so at once.
            MaxErrorRetry = 0,
            // The stack's own key belongs to the trace of its provisioning.
            HttpClientFactory = new TraceContextHttpClientFactory(),
        });
}
