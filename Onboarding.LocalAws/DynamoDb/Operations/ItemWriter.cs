using System.Diagnostics;
using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>Carries out one action on one item, and writes what PutItem, UpdateItem and DeleteItem return.</summary>
internal static class ItemWriter
{
    /// <summary>A PutItem or DeleteItem, whose response shows the old item at the most.</summary>
    public static void Execute(
        DynamoDbContext context, in WriteRequest request, WriteAction action, Utf8JsonWriter response)
    {
        var table = context.RequireTable(request.TableName!);
        var written = Write(table, action);
        var attributes = request.Returns == ReturnValues.ALL_OLD ? written.Old : null;
        WriteResponse(response, written, attributes, request.Detail);
        ItemCollectionMetrics.Write(response, table, request.Item!, request.Metrics);
    }

    /// <exception cref="AwsException">A failed condition or a bad fit.</exception>
    public static WriteOutcome Write(Table table, WriteAction action)
    {
        var outcome = table.Write(action);
        return outcome.Status switch
        {
            WriteStatus.Written => outcome,
            WriteStatus.ConditionFailed => throw DynamoDbErrors.ConditionalCheckFailed(action.Shown(outcome.Old)),
            WriteStatus.TableDeleted => throw DynamoDbErrors.ResourceNotFound(),
            _ => throw new UnreachableException(),
        };
    }

    /// <param name="attributes">What ReturnValues asked for; null or empty shows nothing.</param>
    public static void WriteResponse(
        Utf8JsonWriter response, in WriteOutcome written, Item? attributes, ReturnConsumedCapacity detail)
    {
        if (attributes is { Count: > 0 })
        {
            response.WritePropertyName("Attributes"u8);
            AttributeValueWriter.WriteItem(response, attributes);
        }

        if (detail != ReturnConsumedCapacity.NONE)
        {
            var capacity = new ConsumedCapacity(written.Table.Name, isTransaction: false);
            capacity.AddWrite(written.Old, written.New, written.Table);
            response.WritePropertyName("ConsumedCapacity"u8);
            capacity.Write(response, detail);
        }
    }
}
