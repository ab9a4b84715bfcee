using System.Collections.Frozen;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Operations;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.DynamoDb.Wire;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.DynamoDb;

/// <summary>DynamoDB behind the edge: the operations and the tables that they share.</summary>
internal sealed class DynamoDbService : AwsJsonService, IResettable
{
    /// <summary>
    /// The largest request is a BatchWriteItem of 16 MB.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
    /// </summary>
    private const int RequestSizeBytesMax = 16 * 1024 * 1024;

    private readonly IChangeLog _log;
    private readonly ClientTokens _tokens;

    public DynamoDbService(AwsScope scope, TimeProvider time, RandomSource random, IChangeLog log)
    {
        _log = log;
        _tokens = new ClientTokens(time);
        Database = new Database(time, _log);
        var context = new DynamoDbContext(Database, new ExpressionCompiler(), scope, time, random);
        IDynamoDbOperation[] operations =
        [
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
            new TransactWriteItems(context, _tokens),
            new TransactGetItems(context),
        ];
        Operations = operations.ToFrozenDictionary(o => o.Name, Serve, StringComparer.Ordinal);
    }

    public Database Database { get; }

    public override string Name => "DynamoDB";

    public override string SigningName => "dynamodb";

    public override string TargetPrefix => "DynamoDB_20120810";

    public override int BodySizeBytesMax => RequestSizeBytesMax;

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.0", "com.amazonaws.dynamodb.v20120810", writesCrc32: true);

    protected override IReadOnlyDictionary<string, AwsJsonOperation> Operations { get; }

    public void Reset()
    {
        Database.Clear();
        _tokens.Clear();
    }

    private AwsJsonOperation Serve(IDynamoDbOperation operation) => request => ServeAsync(operation, request);

    private async ValueTask ServeAsync(IDynamoDbOperation operation, AwsRequest request)
    {
        var response = ResponseBuffer.Rent();
        try
        {
            Execute(operation, request, response.Json);
            await _log.WhenDurableAsync(request.Aborted);
            var body = response.Written;
            Crc32.SetHeader(request.Http.Response, body.Span);
            await request.Response.SendAsync(200, "application/x-amz-json-1.0", body);
        }
        finally
        {
            response.Return();
        }
    }

    private static void Execute(IDynamoDbOperation operation, AwsRequest request, Utf8JsonWriter response)
    {
        try
        {
            operation.Execute(request.Body.Span, response);
        }
        catch (JsonException)
        {
            // AWS says no more than this of a body that is no JSON.
            throw DynamoDbErrors.Serialization("");
        }
    }
}
