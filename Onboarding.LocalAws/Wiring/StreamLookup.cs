using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.DynamoDbStreams;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Wiring;

/// <summary>Streams of this host's tables by ARN, as event sources read them.</summary>
internal sealed class StreamLookup(Database database, AwsScope scope, IDurability durability)
{
    /// <returns>Null where there is no such stream.</returns>
    public DynamoDbStreamSource? Find(string streamArn) => database.Streams.TryFind(streamArn, out var stream)
        ? new DynamoDbStreamSource(new ShardReader(stream, scope.Region), durability)
        : null;
}
