using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;

namespace Orders;

/// <summary>
/// SDK clients of a function's own environment. In a process of its own the SDK would read the same variables by
/// itself; in a test many functions share one process.
/// </summary>
internal static class AwsSettings
{
    public static AmazonDynamoDBClient DynamoDb(IReadOnlyDictionary<string, string> environment) =>
        new(Credentials(environment), Apply(new AmazonDynamoDBConfig(), environment));

    public static AmazonS3Client S3(IReadOnlyDictionary<string, string> environment) =>
        new(Credentials(environment), Apply(new AmazonS3Config { ForcePathStyle = true }, environment));

    private static SessionAWSCredentials Credentials(IReadOnlyDictionary<string, string> environment) => new(
        environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"], environment["AWS_SESSION_TOKEN"]);

    private static TConfig Apply<TConfig>(TConfig config, IReadOnlyDictionary<string, string> environment)
        where TConfig : ClientConfig
    {
        // AWS itself needs no URL.
        if (environment.TryGetValue("AWS_ENDPOINT_URL", out var url))
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = environment["AWS_REGION"];
        }

        return config;
    }
}
