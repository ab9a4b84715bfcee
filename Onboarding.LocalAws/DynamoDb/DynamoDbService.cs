using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Operations;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb;

/// <summary>DynamoDB: its operations.</summary>
internal sealed class DynamoDbService : DynamoDbJsonService
{
    public DynamoDbService(Database database, AwsScope scope, TimeProvider time, RandomSource random)
    {
        var context = new DynamoDbContext(database, new ExpressionCompiler(), scope, time, random);
        Operations = new(
            new CreateTable(context),
            new DescribeTable(context),
            new DeleteTable(context),
            new ListTables(context),
            new UpdateTable(context),
            new UpdateTimeToLive(context),
            new DescribeTimeToLive(context),
            new TagResource(context),
            new UntagResource(context),
            new ListTagsOfResource(context),
            new PutItem(context),
            new GetItem(context),
            new UpdateItem(context),
            new DeleteItem(context),
            new Query(context),
            new Scan(context),
            new BatchGetItem(context),
            new BatchWriteItem(context),
            new TransactWriteItems(context, new ClientTokens(database.Transactions)),
            new TransactGetItems(context));
    }

    public override string Name => "DynamoDB";

    public override string TargetPrefix => "DynamoDB_20120810";

    protected override OperationTable<JsonCall> Operations { get; }
}
