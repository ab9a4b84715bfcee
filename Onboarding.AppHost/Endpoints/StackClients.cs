using Amazon.CognitoIdentityProvider;
using Amazon.DynamoDBv2;
using Onboarding.AppHost.Keys;
using Onboarding.AppHost.Users;

namespace Onboarding.AppHost.Endpoints;

/// <summary>The clients of the commands that administer a stack on this machine.</summary>
internal static class StackClients
{
    public static Task<AmazonDynamoDBClient> DynamoDbAsync(Uri endpoint, string region) =>
        Task.FromResult(DynamoDbAt.Local(endpoint, region));

    public static Task<AmazonCognitoIdentityProviderClient> CognitoAsync(Uri endpoint, string region) =>
        Task.FromResult(CognitoAt.Local(endpoint, region));
}
