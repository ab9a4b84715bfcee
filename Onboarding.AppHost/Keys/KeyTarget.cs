using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Keys;

/// <summary>Which table of keys a command works on.</summary>
/// <param name="Endpoint">The address of a stack, or <c>aws</c> for whatever the SDK's own settings say.</param>
internal sealed record KeyTarget(string Endpoint, string Table)
{
    public const string Aws = "aws";

    /// <exception cref="LocalAwsException">The table cannot be reached, in one line.</exception>
    public async Task<T> UseAsync<T>(Func<ApiKeyTable, Task<T>> work)
    {
        try
        {
            using var dynamoDb = Connect();
            return await work(new ApiKeyTable(dynamoDb, Table, TimeProvider.System));
        }
        catch (ResourceNotFoundException e)
        {
            throw new LocalAwsException($"there is no table '{Table}' at {Endpoint}; name another with --table", e);
        }
        catch (AmazonServiceException e) when (e.StatusCode != 0)
        {
            throw new LocalAwsException($"{Endpoint} refuses: {e.ErrorCode}: {e.Message}", e);
        }
        catch (Exception e) when (e is AmazonClientException or HttpRequestException)
        {
            // The SDK explains missing credentials in a dozen lines, of which the first says it.
            var reason = e.GetBaseException().Message.Split('\n')[0].TrimEnd(':', '\r');
            throw new LocalAwsException(
                $"there is no answer from {Endpoint} ({reason}); start the stack or name another with --endpoint", e);
        }
    }

    private AmazonDynamoDBClient Connect()
    {
        if (Endpoint == Aws)
        {
            return DynamoDbAt.Aws();
        }

        return Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? DynamoDbAt.Local(uri!)
            : throw new LocalAwsException($"'{Endpoint}' is neither an http address nor '{Aws}'");
    }
}
