using Amazon.CognitoIdentityProvider;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using LocalStack.Client;
using LocalStack.Client.Contracts;
using LocalStack.Client.Options;

namespace Onboarding.AppHost.Endpoints;

/// <summary>The clients of the commands that administer a stack on this machine, made by LocalStack.Client.</summary>
internal static class StackClients
{
    public static Task<AmazonDynamoDBClient> DynamoDbAsync(Uri endpoint, string region) =>
        CreateAsync<AmazonDynamoDBClient>(endpoint, region);

    public static Task<AmazonCognitoIdentityProviderClient> CognitoAsync(Uri endpoint, string region) =>
        CreateAsync<AmazonCognitoIdentityProviderClient>(endpoint, region);

    private static async Task<TClient> CreateAsync<TClient>(Uri endpoint, string region)
        where TClient : AmazonServiceClient
    {
        var session = await OpenAsync(endpoint, region);
        var client = session.CreateClientByImplementation<TClient>(useServiceUrl: true);
        // The session leaves the region out where it sets the address, and signatures need one.
        ((ClientConfig)client.Config).AuthenticationRegion = region;
        return client;
    }

    /// <summary>
    /// LocalStack.Client signs with session credentials alone, which root has to ask for: the token that is its default
    /// opens LocalStack, which verifies nothing, and no stack that does.
    /// </summary>
    private static async Task<ISession> OpenAsync(Uri endpoint, string region)
    {
        using var sts = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonSecurityTokenServiceConfig
            {
                ServiceURL = endpoint.OriginalString,
                AuthenticationRegion = region,
                // A stack that does not answer is not running, and the command should say so at once.
                MaxErrorRetry = 0,
            });
        var issued = (await sts.GetSessionTokenAsync(new GetSessionTokenRequest())).Credentials;
        return SessionStandalone.Init()
            .WithSessionOptions(
                new SessionOptions(issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken, region))
            .WithConfigurationOptions(
                new ConfigOptions(endpoint.Host, endpoint.Scheme == Uri.UriSchemeHttps, edgePort: endpoint.Port))
            .Create();
    }
}
