using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Lambda.EventSources.Shards;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Wiring;

/// <summary>The streams of tables that another endpoint has.</summary>
internal sealed class RemoteStreams(RemoteServices services, ILogger<RemoteStreams> logger)
{
    private readonly Lock _lock = new();
    private StreamHealth? _health;

    /// <returns>Null where DynamoDB is this host's own.</returns>
    public (RemoteStream Stream, StreamHealth Health)? Find(string streamArn)
    {
        if (services.Find(RemoteService.DynamoDbStreams) is not { } service)
        {
            return null;
        }

        lock (_lock)
        {
            _health ??= new StreamHealth(service.Address, logger);
            return (new RemoteStream(streamArn, service.Client), _health);
        }
    }
}
