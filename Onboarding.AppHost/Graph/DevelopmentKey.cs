using Amazon.Runtime;
using Onboarding.AppHost.Keys;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Graph;

/// <summary>
/// The API key with which a developer starts: new with each host, without a rate limit, and the same after a reset, so
/// that a script goes on.
/// </summary>
internal sealed class DevelopmentKey(Uri edgeUrl, TimeProvider time)
{
    private const string Name = "development";

    private readonly ApiKey _key = ApiKey.Mint();
    private bool _isStored;

    /// <summary>Null until it is stored, and for good where the template has no table of keys.</summary>
    public string? Text => _isStored ? _key.Text : null;

    /// <exception cref="LocalAwsException">The table does not take it.</exception>
    public async Task StoreAsync(DeployedStack stack, CancellationToken stop)
    {
        if (stack.Outputs.GetValueOrDefault("ApiKeysTableName") is not { } table)
        {
            return;
        }

        using var dynamoDb = DynamoDbAt.Local(edgeUrl);
        try
        {
            await new ApiKeyTable(dynamoDb, table, time).CreateAsync(_key, Name, rateLimit: null, stop);
        }
        catch (AmazonServiceException e)
        {
            // A template of somebody's own may declare another key for the table.
            throw new LocalAwsException($"the development key cannot be stored in '{table}': {e.Message}", e);
        }

        _isStored = true;
    }
}
