using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace Onboarding.AppHost.Keys;

/// <summary>DynamoDB where the table of keys is.</summary>
internal static class DynamoDbAt
{
    private const string Region = "us-east-1";

    /// <summary>AWS, wherever the SDK's own settings point: variables, profiles, roles.</summary>
    public static AmazonDynamoDBClient Aws() => new();

    /// <summary>
    /// A stack on this machine, with its root credentials: those of the environment may well be somebody's real ones.
    /// </summary>
    public static AmazonDynamoDBClient Local(Uri endpoint) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonDynamoDBConfig
        {
            ServiceURL = endpoint.OriginalString,
            AuthenticationRegion = Region,
            // Who is not there now will not be there in a second, and whoever typed the command waits.
            MaxErrorRetry = 0,
        });
}
