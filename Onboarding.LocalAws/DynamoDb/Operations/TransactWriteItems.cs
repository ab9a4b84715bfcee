using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>TransactWriteItems: up to 100 actions on as many items, all of them or none.</summary>
internal sealed class TransactWriteItems(DynamoDbContext context, ClientTokens tokens) : IAwsOperation<JsonCall>
{
    private const int ActionsMax = 100;
    private const int SizeBytesMax = 4 * 1024 * 1024;
    private const int TokenLengthMax = 36;

    private static readonly MemberTable<BatchRequest<TransactionAction>> Table = new(
        BatchRequest<TransactionAction>.ReturnConsumedCapacityRow,
        BatchRequest<TransactionAction>.ReturnItemCollectionMetricsRow("TransactWriteItems"),
        new(
            "ClientRequestToken",
            static (ref reader, ref it) => it.ClientToken = reader.ReadString(),
            static (ref it, ref faults) => faults.Length(it.ClientToken, "clientRequestToken", 0, TokenLengthMax)),
        new(
            "TransactItems",
            static (ref reader, ref it) =>
            {
                it.Fingerprint = JsonFingerprint.Of(reader.PeekValue());
                it.Entries = TransactionAction.Table.ReadList(ref reader);
            },
            static (ref it, ref faults) =>
            {
                faults.Required(it.Entries, "transactItems");
                faults.Count(it.Entries?.Count, "transactItems", ActionsMax);
                TransactionAction.Table.CheckList(it.Entries, "transactItems", ref faults);
            }));

    public string Name => "TransactWriteItems";

    public IReadOnlyList<Permission> Permissions { get; } =
    [
        new("dynamodb:ConditionCheckItem", DynamoDbResources.TransactConditionCheck),
        new("dynamodb:PutItem", DynamoDbResources.TransactPut),
        new("dynamodb:UpdateItem", DynamoDbResources.TransactUpdate),
        new("dynamodb:DeleteItem", DynamoDbResources.TransactDelete),
    ];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out var faults);
        CheckActions(request.Entries!, faults);
        var transaction = new WriteTransaction(context, request.Entries!);
        var token = string.IsNullOrEmpty(request.ClientToken)
            ? null
            : new ClientToken(request.ClientToken, request.Fingerprint);
        var isFirst = token is null || tokens.TryClaim(token);
        if (isFirst)
        {
            Commit(transaction, token);
        }

        if (request.Detail != ReturnConsumedCapacity.NONE)
        {
            transaction.WriteCapacity(isFirst, call.Response, request.Detail);
        }

        return ValueTask.CompletedTask;
    }

    private void Commit(WriteTransaction transaction, ClientToken? token)
    {
        try
        {
            transaction.Commit(token);
        }
        finally
        {
            if (token is not null)
            {
                tokens.Release(token);
            }
        }
    }

    private static void CheckActions(List<TransactionAction> actions, in DeferredFaults faults)
    {
        // Texts recorded from DynamoDB Local 3.3.0.
        if (actions.Exists(a => a.Count == 0))
        {
            throw DynamoDbErrors.Validation(
                "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
        }

        if (actions.Exists(a => a.Count > 1))
        {
            throw DynamoDbErrors.Validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }

        faults.ThrowIfAny();
        if (actions.Exists(
            a => a.Kind == TransactionActionKind.Put && a.Item!.SizeBytes > ItemSize.BytesMax))
        {
            throw DynamoDbErrors.Validation("Item size has exceeded the maximum allowed size");
        }

        var sizeBytes = actions.Sum(a => (long)a.Item!.SizeBytes);
        if (sizeBytes > SizeBytesMax)
        {
            throw DynamoDbErrors.Validation(
                $"Transaction payload size cannot exceed 4MB. Payload Size: {sizeBytes}");
        }
    }
}
