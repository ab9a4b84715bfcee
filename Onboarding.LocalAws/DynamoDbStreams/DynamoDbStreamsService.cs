using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDb.Operations;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.DynamoDbStreams.Operations;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDbStreams;

/// <summary>DynamoDB Streams behind the edge. It only reads: the writes of the tables make the records.</summary>
internal sealed class DynamoDbStreamsService : DynamoDbJsonService
{
    public DynamoDbStreamsService(Database database, AwsScope scope, TimeProvider time)
    {
        IDynamoDbOperation[] operations =
        [
            new ListStreams(database),
            new DescribeStream(database),
            new GetShardIterator(database, time),
            new GetRecords(database, scope, time),
        ];
        Operations = Serve(operations);
    }

    public override string Name => "DynamoDBStreams";

    public override string TargetPrefix => "DynamoDBStreams_20120810";

    protected override IReadOnlyDictionary<string, AwsJsonOperation> Operations { get; }
}
