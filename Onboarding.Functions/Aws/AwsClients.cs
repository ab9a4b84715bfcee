using System.Diagnostics;
using Amazon.CognitoIdentityProvider;
using Amazon.DynamoDBv2;
using Amazon.EventBridge;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SageMakerRuntime;
using Amazon.SimpleEmailV2;
using Onboarding.Functions.Settings;

namespace Onboarding.Functions.Aws;

/// <summary>
/// The AWS clients of one function, each made on first use from the environment that the function was given: region,
/// credentials and the SDK's endpoint variables
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
/// The SDK would read them from the process, which several functions share when a developer runs the stack.
/// </summary>
internal sealed class AwsClients(FunctionSettings settings, ActivitySource source) : IDisposable
{
    private static readonly TraceContextHttpClientFactory Http = new();

    private TracedDynamoDbClient? _dynamoDb;
    private TracedS3Client? _s3;
    private TracedEmailClient? _email;
    private TracedEventBridgeClient? _eventBridge;
    private TracedCognitoClient? _cognito;
    private TracedSageMakerRuntimeClient? _sageMakerRuntime;

    public IAmazonDynamoDB DynamoDb => _dynamoDb ??= new TracedDynamoDbClient(
        Credentials(), Configure(new AmazonDynamoDBConfig(), "DYNAMODB"), source);

    public IAmazonS3 S3 => _s3 ??= new TracedS3Client(Credentials(), ConfigureS3(), source);

    public IAmazonSimpleEmailServiceV2 Email => _email ??= new TracedEmailClient(
        Credentials(), ConfigureEmail(), source);

    public IAmazonEventBridge EventBridge => _eventBridge ??= new TracedEventBridgeClient(
        Credentials(), Configure(new AmazonEventBridgeConfig(), "EVENTBRIDGE"), source);

    public IAmazonCognitoIdentityProvider Cognito => _cognito ??= new TracedCognitoClient(
        Credentials(), Configure(new AmazonCognitoIdentityProviderConfig(), "COGNITO_IDENTITY_PROVIDER"), source);

    public IAmazonSageMakerRuntime SageMakerRuntime => _sageMakerRuntime ??= new TracedSageMakerRuntimeClient(
        Credentials(), Configure(new AmazonSageMakerRuntimeConfig(), "SAGEMAKER_RUNTIME"), source);

    public void Dispose()
    {
        _dynamoDb?.Dispose();
        _s3?.Dispose();
        _email?.Dispose();
        _eventBridge?.Dispose();
        _cognito?.Dispose();
        _sageMakerRuntime?.Dispose();
    }

    private AmazonS3Config ConfigureS3()
    {
        var config = Configure(new AmazonS3Config(), "S3");
        // Per try, of which the SDK makes three; a request that hangs must leave time for the batch's other records.
        config.Timeout = TimeSpan.FromSeconds(5);
        // A bucket cannot be a host name in front of an address or of localhost.
        config.ForcePathStyle = config.ServiceURL is { Length: > 0 } url
            && new Uri(url) is { } uri
            && (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || uri.IsLoopback);
        return config;
    }

    private AmazonSimpleEmailServiceV2Config ConfigureEmail()
    {
        var config = Configure(new AmazonSimpleEmailServiceV2Config(), "SESV2");
        // SES has no idempotency token: a retried request is a second mail. The caller decides about retries.
        config.MaxErrorRetry = 0;
        config.Timeout = TimeSpan.FromSeconds(8);
        return config;
    }

    private T Configure<T>(T config, string service) where T : ClientConfig
    {
        config.HttpClientFactory = Http;
        var region = settings.Required("AWS_REGION");
        var endpoint = settings.Optional($"AWS_ENDPOINT_URL_{service}") ?? settings.Optional("AWS_ENDPOINT_URL");
        if (region.Length == 0)
        {
            region = "us-east-1";
        }

        if (endpoint is null)
        {
            config.IgnoreConfiguredEndpointUrls = true;
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region);
        }
        else if (Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region;
        }
        else
        {
            settings.AddFault($"The endpoint of {service} is '{endpoint}', which is not an http or https address.");
        }

        return config;
    }

    private AWSCredentials Credentials()
    {
        var accessKey = settings.Required("AWS_ACCESS_KEY_ID");
        var secretKey = settings.Required("AWS_SECRET_ACCESS_KEY");
        // The faults are on record and end the start; the SDK only refuses to be constructed with empty keys.
        if (accessKey.Length == 0 || secretKey.Length == 0)
        {
            return new AnonymousAWSCredentials();
        }

        return settings.Optional("AWS_SESSION_TOKEN") is { } token
            ? new SessionAWSCredentials(accessKey, secretKey, token)
            : new BasicAWSCredentials(accessKey, secretKey);
    }
}
