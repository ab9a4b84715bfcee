using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.DynamoDbStreams.Operations;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDbStreams;

/// <summary>DynamoDB Streams, which only reads: writes of tables append the records.</summary>
internal sealed class DynamoDbStreamsService : DynamoDbJsonService
{
    public DynamoDbStreamsService(Database database, AwsScope scope, TimeProvider time) => Operations = new(
        new ListStreams(database),
        new DescribeStream(database),
        new GetShardIterator(database, time),
        new GetRecords(database, scope, time));

    public override string Name => "DynamoDBStreams";

    public override string TargetPrefix => "DynamoDBStreams_20120810";

    protected override OperationTable<JsonCall> Operations { get; }
}
