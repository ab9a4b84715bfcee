using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.DynamoDbStreams;

/// <summary>DynamoDB Streams: what it reads is DynamoDB's, which also keeps and forgets it.</summary>
internal sealed class DynamoDbStreamsModule(HostContext host, Database database) : ServiceModule
{
    public override IReadOnlyList<IAwsService> Services { get; } =
        [new DynamoDbStreamsService(database, host.Scope, host.Time)];
}
