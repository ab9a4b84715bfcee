using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>What a write found and left.</summary>
internal readonly record struct ItemWritten(TableDefinition Table, Item? Old, Item? New)
{
    /// <summary>Writes the whole response of PutItem, UpdateItem and DeleteItem.</summary>
    /// <param name="attributes">What ReturnValues asked for; null or empty shows nothing.</param>
    public void WriteResponse(Utf8JsonWriter response, Item? attributes, ReturnConsumedCapacity detail)
    {
        if (attributes is { Count: > 0 })
        {
            response.WritePropertyName("Attributes"u8);
            AttributeValueWriter.WriteItem(response, attributes);
        }

        if (detail != ReturnConsumedCapacity.NONE)
        {
            var capacity = new ConsumedCapacity(Table.Name, isTransaction: false);
            capacity.AddWrite(Old, New, Table);
            response.WritePropertyName("ConsumedCapacity"u8);
            capacity.Write(response, detail);
        }
    }
}

/// <summary>Carries out one action on one item: decides and applies under the lock of its table.</summary>
internal static class ItemWriter
{
    /// <exception cref="AwsException">A failed condition or a bad fit.</exception>
    public static ItemWritten Write(DynamoDbContext context, Table table, WriteAction action)
    {
        Item? old;
        lock (table.Gate)
        {
            if (table.IsDeleted)
            {
                throw DynamoDbErrors.ResourceNotFound();
            }

            var definition = table.Definition;
            var position = action.Bind(definition);
            old = table.FindUnderLock(position);
            if (action.Allows(old))
            {
                var next = action.Next(old, definition);
                if (table.ChangeUnderLock(old, next, context.Time.GetUtcNow(), ChangeOrigin.Caller) is { } change)
                {
                    context.Database.CommitUnderLocks([change]);
                }

                return new ItemWritten(definition, old, next);
            }
        }

        throw DynamoDbErrors.ConditionalCheckFailed(action.Shown(old));
    }
}
