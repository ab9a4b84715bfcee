using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Onboarding.AppHost.Endpoints;
using Onboarding.AppHost.Keys;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Randomness;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Graph;

/// <summary>
/// The API key with which a developer starts, without a rate limit: new with each host, but the same after a reset and
/// where a data folder survives the host, so that a script goes on. The table has only the key's hash, so the data
/// folder keeps its text, readable by its owner.
/// </summary>
internal sealed class DevelopmentKey
{
    /// <summary>
    /// By it another process hands the key over: an argument could be read by every user of the machine.
    /// </summary>
    public const string Variable = "ONBOARDING_DEVELOPMENT_KEY";

    private const string Name = "development";
    private const string FileName = "development-key";

    private readonly AwsEndpoint _edge;
    private readonly RemoteKeys? _remoteKeys;
    private readonly TimeProvider _time;
    private readonly ApiKey _key;
    private bool _isStored;

    /// <param name="given">The key's text, where who starts this host has chosen it.</param>
    /// <param name="remoteKeys">For a table that is at another endpoint.</param>
    /// <param name="dataFolder">Null keeps nothing.</param>
    /// <exception cref="LocalAwsException">
    /// What is given is no key, or the key's file cannot be used, or holds something else.
    /// </exception>
    public DevelopmentKey(
        AwsEndpoint edge,
        string? given,
        RemoteKeys? remoteKeys,
        DirectoryInfo? dataFolder,
        TimeProvider time,
        RandomSource random)
    {
        _edge = edge;
        _remoteKeys = remoteKeys;
        _time = time;
        _key = given is not null ? Parse(given)
            : dataFolder is null ? ApiKey.Mint(random)
            : Keep(Path.Combine(dataFolder.FullName, FileName), random);
    }

    /// <summary>Null until it is stored, and for good where the template has no table of keys.</summary>
    public string? Text => _isStored ? _key.Text : null;

    /// <exception cref="LocalAwsException">The table does not take it.</exception>
    public async Task StoreAsync(DeployedStack stack, CancellationToken stop)
    {
        if (stack.Outputs.GetValueOrDefault("ApiKeysTableName") is not { } table)
        {
            return;
        }

        using var dynamoDb = stack.Endpoints.TryGetValue("dynamodb", out var remote)
            ? DynamoDbAt.Local(remote, _edge.LocalRegion, _remoteKeys)
            : DynamoDbAt.Local(_edge.Local!, _edge.LocalRegion);
        try
        {
            await new ApiKeyTable(dynamoDb, table, _time).CreateAsync(_key, Name, rateLimit: null, stop);
        }
        catch (ConditionalCheckFailedException)
        {
            // The data folder has it from an earlier run, perhaps revoked since: that is as it should be.
        }
        catch (AmazonServiceException e)
        {
            // Another template may declare another key schema for the table.
            throw new LocalAwsException($"the development key cannot be stored in '{table}': {e.Message}", e);
        }

        _isStored = true;
    }

    /// <summary>The message leaves out what was given: it may be a key with a slip in it.</summary>
    private static ApiKey Parse(string given) => ApiKey.TryParse(given, out var key)
        ? key
        : throw new LocalAwsException($"{Variable} holds no API key; `keys create` and this host make them");

    private static ApiKey Keep(string file, RandomSource random)
    {
        try
        {
            if (File.Exists(file))
            {
                return ApiKey.TryParse(File.ReadAllText(file).Trim(), out var kept)
                    ? kept
                    : throw new LocalAwsException($"'{file}' does not hold an API key; delete it to get a new one");
            }

            var key = ApiKey.Mint(random);
            using var writer = new StreamWriter(OwnersFile.Create(file));
            writer.WriteLine(key.Text);
            return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalAwsException($"the development key cannot be kept in '{file}': {e.Message}", e);
        }
    }
}
