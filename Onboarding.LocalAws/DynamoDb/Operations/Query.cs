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
    private static readonly MemberTable<PageRequest> Table = new(
    [
        .. PageRequest.Shared,
        new("KeyConditionExpression", static (ref reader, ref it) => it.KeyCondition = reader.ReadString()),
        new("ScanIndexForward", static (ref reader, ref it) => it.IsBackward = reader.ReadBoolean() == false),
        LegacyPageParameters.QueryFilterRow,
        LegacyPageParameters.KeyConditionsRow,
    ]);

    public string Name => "Query";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:Query", DynamoDbResources.TableOrIndex)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out var faults);
        var arguments = request.BeginArguments();
        arguments.RequireExpression(
            request.KeyCondition is not null || request.Filter is not null || request.Projection is not null,
            "FilterExpression and KeyConditionExpression are null");
        var legacy = request.CompileLegacy();
        faults.ThrowValueFault();
        var keyConditions = request.Legacy?.CheckKeyConditions();
        if (request.KeyCondition is null && keyConditions is null)
        {
            throw DynamoDbErrors.Validation(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }

        faults.ThrowArgumentFault();
        SelectValidation.Check(request);
        var (filter, projection) = request.Compile(legacy, context.Expressions, arguments);
        var read = new PageRead(context, request)
        {
            Filter = filter,
            Projection = projection,
            IsForward = !request.IsBackward,
        };
        var condition = request.KeyCondition is { } keyText
            ? context.Expressions.KeyCondition(keyText, arguments, read.Key.Hash, read.Key.Range)
            : LegacyKeyConditions.Build(keyConditions!, read.Key.Hash, read.Key.Range);
        arguments.RejectUnused();
        filter?.RejectKeyAttributes(read.Key.Hash, read.Key.Range);
        read.CheckAttributes();
        read.Execute(Range(condition, request.ExclusiveStartKey, read), call.Response, request.Detail);
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
}
