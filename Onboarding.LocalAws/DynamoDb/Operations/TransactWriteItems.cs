using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>TransactWriteItems: up to 100 actions on as many items, all of them or none.</summary>
internal sealed class TransactWriteItems(DynamoDbContext context, ClientTokens tokens) : IAwsOperation<JsonCall>
{
    private const int ActionsMax = 100;
    private const int SizeBytesMax = 4 * 1024 * 1024;
    private const int TokenLengthMax = 36;

    public string Name => "TransactWriteItems";

    public IReadOnlyList<Permission> Permissions { get; } =
    [
        new("dynamodb:ConditionCheckItem", DynamoDbResources.TransactConditionCheck),
        new("dynamodb:PutItem", DynamoDbResources.TransactPut),
        new("dynamodb:UpdateItem", DynamoDbResources.TransactUpdate),
        new("dynamodb:DeleteItem", DynamoDbResources.TransactDelete),
    ];

    public OperationMembers Members { get; } = new(
        "ClientRequestToken", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics", "TransactItems");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Read(call.Body);
        var detail = Validate(request);
        var transaction = new WriteTransaction(context, request.Actions!);
        var token = string.IsNullOrEmpty(request.Token) ? null : new ClientToken(request.Token, request.Fingerprint);
        var isFirst = token is null || tokens.TryClaim(token);
        if (isFirst)
        {
            Commit(transaction, token);
        }

        if (detail != ReturnConsumedCapacity.NONE)
        {
            transaction.WriteCapacity(isFirst, call.Response, detail);
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

    private static ReturnConsumedCapacity Validate(Request request)
    {
        var faults = default(ConstraintFaults);
        var detail = SharedMembers.ReturnConsumedCapacity(request.ReturnConsumedCapacity, ref faults);
        SharedMembers.ReturnItemCollectionMetrics(
            "TransactWriteItems", request.ReturnItemCollectionMetrics, ref faults);
        faults.Length(request.Token?.Length ?? 0, request.Token ?? "", "clientRequestToken", 0, TokenLengthMax);
        faults.Required(request.Actions, "transactItems");
        if (request.Actions is { Count: 0 })
        {
            faults.Add("[]", "transactItems", "Member must have length greater than or equal to 1");
        }

        if (request.Actions is { Count: > ActionsMax })
        {
            faults.Add(
                $"[{request.Actions.Count} items]",
                "transactItems",
                $"Member must have length less than or equal to {ActionsMax}");
        }

        for (var i = 0; i < request.Actions?.Count; i++)
        {
            var action = request.Actions[i];
            if (action.Count == 1)
            {
                var kind = char.ToLowerInvariant(action.Kind.ToString()[0]) + action.Kind.ToString()[1..];
                action.CheckConstraints($"transactItems.{i + 1}.member.{kind}", ref faults);
            }
        }

        faults.ThrowIfAny();
        CheckActions(request);
        return detail;
    }

    private static void CheckActions(Request request)
    {
        // Texts recorded from DynamoDB Local 3.3.0.
        if (request.Actions!.Exists(a => a.Count == 0))
        {
            throw DynamoDbErrors.Validation(
                "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request");
        }

        if (request.Actions.Exists(a => a.Count > 1))
        {
            throw DynamoDbErrors.Validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }

        SharedMembers.ThrowIfFaulty(request.ValueFault, request.ArgumentFault);
        if (request.Actions.Exists(
            a => a.Kind == TransactionActionKind.Put && a.Item!.SizeBytes > ItemSize.BytesMax))
        {
            throw DynamoDbErrors.Validation("Item size has exceeded the maximum allowed size");
        }

        var sizeBytes = request.Actions.Sum(a => (long)a.Item!.SizeBytes);
        if (sizeBytes > SizeBytesMax)
        {
            throw DynamoDbErrors.Validation(
                $"Transaction payload size cannot exceed 4MB. Payload Size: {sizeBytes}");
        }
    }

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = new Request();
        while (reader.NextMember())
        {
            if (reader.Is("ClientRequestToken"u8))
            {
                request.Token = reader.ReadString();
            }
            else if (reader.Is("ReturnConsumedCapacity"u8))
            {
                request.ReturnConsumedCapacity = reader.ReadString();
            }
            else if (reader.Is("ReturnItemCollectionMetrics"u8))
            {
                request.ReturnItemCollectionMetrics = reader.ReadString();
            }
            else if (!reader.Is("TransactItems"u8))
            {
                reader.Skip();
            }
            else
            {
                request.Fingerprint = JsonFingerprint.Of(reader.PeekValue(body));
                request.Actions = ReadActions(ref reader);
            }
        }

        request.ValueFault = reader.ValueFault;
        request.ArgumentFault = reader.ArgumentFault;
        return request;
    }

    private static List<TransactionAction>? ReadActions(ref RequestReader reader)
    {
        if (!reader.EnterList())
        {
            return null;
        }

        var actions = new List<TransactionAction>();
        while (reader.NextObject())
        {
            actions.Add(TransactionAction.ReadHere(ref reader));
        }

        return actions;
    }

    private sealed class Request
    {
        public List<TransactionAction>? Actions;
        public ulong Fingerprint;
        public string? Token;
        public string? ReturnConsumedCapacity;
        public string? ReturnItemCollectionMetrics;
        public AwsException? ValueFault;
        public AwsException? ArgumentFault;
    }
}
