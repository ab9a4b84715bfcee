using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Hosting.Endpoints;

/// <summary>
/// Where each service of a stack is: what the developer has pointed elsewhere, less what must stay. Clients find a
/// service by one address, so a service is elsewhere as a whole or not at all.
/// </summary>
/// <param name="Notes">What stays here although it was pointed elsewhere, a line each.</param>
internal sealed record EndpointPlan(IReadOnlyDictionary<string, Uri> Elsewhere, IReadOnlyList<string> Notes)
{
    public static readonly EndpointPlan AllHere = new(new Dictionary<string, Uri>(), []);

    /// <param name="edge">This host: what is pointed at itself stays here.</param>
    /// <exception cref="LocalAwsException">An endpoint is away, or lacks what it was named for.</exception>
    public static async Task<EndpointPlan> MakeAsync(
        RemoteEndpoints wanted, StackTemplate template, Uri edge, ServiceProbe probe, CancellationToken stop)
    {
        Dictionary<string, Uri> elsewhere = new(StringComparer.Ordinal);
        List<string> notes = [];
        foreach (var service in RemoteEndpoints.ServiceNames)
        {
            var named = wanted.Services.GetValueOrDefault(service);
            if ((named ?? wanted.Other) is not { } address || IsSame(address, edge))
            {
                continue;
            }

            if (await probe.WhyNotAsync(service, address, stop) is not { } reason)
            {
                elsewhere[service] = address;
            }
            else if (named is null)
            {
                notes.Add($"{service} stays here: {address} does not serve it ({reason})");
            }
            else
            {
                throw new LocalAwsException($"{address} does not serve {service}: {reason}");
            }
        }

        if (elsewhere.Count == 0 && wanted.Other is { } other && !IsSame(other, edge))
        {
            throw new LocalAwsException($"{other} serves none of {string.Join(", ", RemoteEndpoints.ServiceNames)}");
        }

        notes.AddRange(EmbeddedNeeds.TakeOut(elsewhere, template));
        return new EndpointPlan(elsewhere, notes);
    }

    /// <summary>What clients, functions and mappings find elsewhere.</summary>
    public IEnumerable<RemoteService> Services(Func<Uri, WireClient> connect)
    {
        foreach (var (name, address) in Elsewhere)
        {
            yield return new RemoteService(name, SdkIdOf(name), address, connect(address));
            if (name == RemoteService.DynamoDb)
            {
                var streams = StreamsOf(address);
                yield return new RemoteService(
                    RemoteService.DynamoDbStreams, "DYNAMODB_STREAMS", streams, connect(streams));
            }
        }
    }

    /// <summary>https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html.</summary>
    private static string SdkIdOf(string service) =>
        service == RemoteService.Events ? "EVENTBRIDGE" : service.ToUpperInvariant();

    /// <summary>AWS has them under another name: https://docs.aws.amazon.com/general/latest/gr/ddb.html.</summary>
    private static Uri StreamsOf(Uri dynamoDb) =>
        dynamoDb.Host.StartsWith("dynamodb.", StringComparison.Ordinal)
        && dynamoDb.Host.EndsWith(".amazonaws.com", StringComparison.Ordinal)
            ? new UriBuilder(dynamoDb) { Host = $"streams.{dynamoDb.Host}" }.Uri
            : dynamoDb;

    /// <summary>Two names of this machine are one address.</summary>
    private static bool IsSame(Uri address, Uri edge) =>
        address.Port == edge.Port && address.Scheme == edge.Scheme
        && (address.Host == edge.Host || (address.IsLoopback && edge.IsLoopback));
}
