using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>Query: the items of one hash key in the order of their range keys, of a table or of an index.</summary>
internal sealed class Query(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private static readonly OperationMembers Known = new(
        "ConsistentRead", "ExclusiveStartKey", "ExpressionAttributeNames", "ExpressionAttributeValues",
        "FilterExpression", "IndexName", "KeyConditionExpression", "Limit", "ProjectionExpression",
        "ReturnConsumedCapacity", "ScanIndexForward", "Select", "TableName")
    {
        Refused = ["AttributesToGet", "KeyConditions", "QueryFilter", "ConditionalOperator"],
    };

    private static readonly UnsupportedMembers Refused = new("Query", Known.Refused);

    public string Name => "Query";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:Query", DynamoDbResources.TableOrIndex)];

    public OperationMembers Members => Known;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Read(call.Body);
        ref readonly var page = ref request.Page;
        var faults = default(ConstraintFaults);
        var (select, detail) = page.CheckConstraints(ref faults);
        faults.ThrowIfAny();

        var arguments = new ExpressionArguments(page.Names, page.Values);
        arguments.RequireExpression(
            request.KeyCondition is not null || page.Filter is not null || page.Projection is not null,
            "FilterExpression and KeyConditionExpression are null");
        SharedMembers.ThrowIfFaulty(page.ValueFault, argumentFault: null);
        if (request.KeyCondition is not { } keyConditionText)
        {
            throw DynamoDbErrors.Validation(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }

        SharedMembers.ThrowIfFaulty(null, page.ArgumentFault);
        SelectValidation.Check(select, page);
        var filter = page.Filter is { } filterText ? context.Expressions.Filter(filterText, arguments) : null;
        var projection = page.Projection is { } text ? context.Expressions.Projection(text, arguments) : null;
        var read = new PageRead(context, page, select)
        {
            Filter = filter,
            Projection = projection,
            IsForward = request.ScanIndexForward,
        };
        var condition = context.Expressions.KeyCondition(keyConditionText, arguments, read.Key.Hash, read.Key.Range);
        arguments.RejectUnused();
        filter?.RejectKeyAttributes(read.Key.Hash, read.Key.Range);
        read.CheckAttributes();
        read.Execute(Range(condition, page.ExclusiveStartKey, read), call.Response, detail);
        return ValueTask.CompletedTask;
    }

    private static KeyRange Range(KeyCondition condition, Item? startKey, PageRead read)
    {
        var range = RangeOf(condition);
        if (startKey is null)
        {
            return range;
        }

        var start = read.StartPosition(startKey);
        if (!start.SharesHash(KeyPosition.InTable(condition.HashValue, null)))
        {
            throw DynamoDbErrors.Validation(
                "The provided starting key is outside query boundaries based on provided conditions");
        }

        return range.Contains(start) ? range.Beyond(start, read.IsForward) : throw DynamoDbErrors.Validation(
            "The provided starting key does not match the range key predicate");
    }

    private static KeyRange RangeOf(KeyCondition condition)
    {
        var hash = condition.HashValue;
        var partition = KeyPosition.InTable(hash, null);
        if (condition.Sort is not { } sort)
        {
            return new KeyRange(partition.Before(), partition.After());
        }

        var value = KeyPosition.InTable(hash, sort.Value);
        return sort.Operator switch
        {
            SortOperator.Equal => new KeyRange(value.Before(), value.After()),
            SortOperator.Less => new KeyRange(partition.Before(), value.Before()),
            SortOperator.LessOrEqual => new KeyRange(partition.Before(), value.After()),
            SortOperator.Greater => new KeyRange(value.After(), partition.After()),
            SortOperator.GreaterOrEqual => new KeyRange(value.Before(), partition.After()),
            SortOperator.Between => new KeyRange(value.Before(), KeyPosition.InTable(hash, sort.Upper).After()),
            SortOperator.BeginsWith => new KeyRange(
                value.Before(),
                sort.UpperBound is { } next ? KeyPosition.InTable(hash, next).Before() : partition.After()),
            _ => throw new UnreachableException(),
        };
    }

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = new Request { ScanIndexForward = true };
        while (reader.NextMember())
        {
            if (reader.Is("KeyConditionExpression"u8))
            {
                request.KeyCondition = reader.ReadString();
            }
            else if (reader.Is("ScanIndexForward"u8))
            {
                request.ScanIndexForward = reader.ReadBoolean() ?? true;
            }
            else if (!request.Page.TryRead(ref reader))
            {
                reader.SkipOrRefuse(Refused);
            }
        }

        request.Page.ValueFault = reader.ValueFault;
        request.Page.ArgumentFault = reader.ArgumentFault;
        return request;
    }

    private struct Request
    {
        public PageMembers Page;
        public string? KeyCondition;
        public bool ScanIndexForward;
    }
}
