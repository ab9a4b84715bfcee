using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Onboarding.Functions.Aws;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Keys;

/// <summary>DynamoDB where the table of keys is.</summary>
internal static class DynamoDbAt
{
    /// <summary>AWS, wherever the SDK's own settings point: variables, profiles, roles.</summary>
    public static AmazonDynamoDBClient Aws() => new();

    /// <summary>
    /// A stack on this machine, with its root credentials: those of the environment may be of a real account.
    /// </summary>
    /// <param name="keys">Those that another endpoint takes; null are the stack's own.</param>
    public static AmazonDynamoDBClient Local(Uri endpoint, string region, RemoteKeys? keys = null) => new(
        keys switch
        {
            null => new BasicAWSCredentials("test", "test"),
            { SessionToken: { } token } => new SessionAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey, token),
            _ => new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey),
        },
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
