using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Onboarding.AppHost.Endpoints;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Keys;

/// <summary>Which table of keys a command works on.</summary>
internal sealed record KeyTarget(AwsEndpoint Endpoint, string Table)
{
    /// <exception cref="LocalAwsException">The table cannot be reached, in one line.</exception>
    public Task<T> UseAsync<T>(Func<ApiKeyTable, Task<T>> work) => Endpoint.CallAsync(async () =>
    {
        try
        {
            using var dynamoDb = await ConnectAsync();
            return await work(new ApiKeyTable(dynamoDb, Table, TimeProvider.System));
        }
        catch (ResourceNotFoundException e)
        {
            throw new LocalAwsException(
                $"there is no table '{Table}' at {Endpoint.Address}; name another with --table", e);
        }
    });

    private async Task<AmazonDynamoDBClient> ConnectAsync()
    {
        if (Endpoint.Local is not { } local)
        {
            return DynamoDbAt.Aws();
        }

        var table = await AwsEndpoint.FindAsync(local, "dynamodb");
        return table == local
            ? await StackClients.DynamoDbAsync(local, Endpoint.LocalRegion)
            : DynamoDbAt.Local(
                table, Endpoint.LocalRegion, AwsTargets.FindKeys(table, Environment.GetEnvironmentVariable));
    }
}
