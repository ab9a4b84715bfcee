using System.Diagnostics;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Hosting.Endpoints;

/// <summary>Asks an endpoint for a list of each service, which changes nothing and which every endpoint has.</summary>
/// <param name="connect">Makes a client for an address.</param>
internal sealed class ServiceProbe(Func<Uri, WireClient> connect)
{
    /// <returns>Null where the endpoint serves it; else its answer, in one line.</returns>
    /// <exception cref="LocalAwsException">There is no answer at all.</exception>
    public async Task<string?> WhyNotAsync(string service, Uri address, CancellationToken stop)
    {
        using var client = connect(address);
        try
        {
            var response = await AskAsync(client, service, stop);
            return response.IsSuccess ? null : $"{response.Operation}: {response.Describe()}";
        }
        catch (HttpRequestException e)
        {
            throw new LocalAwsException(
                $"there is no answer from {address}, where {service} should be ({e.GetBaseException().Message})", e);
        }
    }

    private static Task<WireResponse> AskAsync(WireClient client, string service, CancellationToken stop) =>
        service switch
        {
            RemoteService.DynamoDb => client.CallAsync(JsonApi.DynamoDb, "ListTables", Empty, stop),
            RemoteService.Events => client.CallAsync(JsonApi.EventBridge, "ListEventBuses", Empty, stop),
            RemoteService.S3 => client.ListBucketsAsync(stop),
            RemoteService.Sqs => client.CallAsync(JsonApi.Sqs, "ListQueues", Empty, stop),
            _ => throw new UnreachableException(),
        };

    private static byte[] Empty => "{}"u8.ToArray();
}
