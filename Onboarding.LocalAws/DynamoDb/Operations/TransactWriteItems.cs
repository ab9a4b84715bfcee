using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.DynamoDb.Wire;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>TransactWriteItems: up to 100 actions on as many items, all of them or none.</summary>
internal sealed class TransactWriteItems(DynamoDbContext context, ClientTokens tokens) : IDynamoDbOperation
{
    private const int ActionsMax = 100;
    private const int SizeBytesMax = 4 * 1024 * 1024;
    private const int TokenLengthMax = 36;

    public string Name => "TransactWriteItems";

    public void Execute(ReadOnlySpan<byte> body, Utf8JsonWriter response)
    {
        var request = Read(body);
        var detail = Validate(request);
        var actions = request.Actions!.ConvertAll(
            a => new BoundAction(context.RequireTable(a.TableName!), a.Compile(context.Expressions)));
        var token = string.IsNullOrEmpty(request.Token) ? null : request.Token;
        var isFirst = token is null || tokens.TryClaim(token, request.Fingerprint);
        if (isFirst)
        {
            Commit(actions, token, request.Fingerprint);
        }

        response.WriteStartObject();
        if (detail != ReturnConsumedCapacity.NONE)
        {
            WriteCapacity(actions, isFirst, response, detail);
        }

        response.WriteEndObject();
    }

    private void Commit(List<BoundAction> actions, string? token, ulong fingerprint)
    {
        try
        {
            using (TransactionLocks.Take(actions.Select(a => a.Table)))
            {
                DecideUnderLocks(actions);
                ApplyUnderLocks(actions, token, fingerprint);
            }
        }
        finally
        {
            if (token is not null)
            {
                tokens.Release(token);
            }
        }
    }

    private static void DecideUnderLocks(List<BoundAction> actions)
    {
        var reasons = new CancellationReasons(actions.Count);
        var items = new TransactionItems();
        for (var i = 0; i < actions.Count; i++)
        {
            var bound = actions[i];
            if (TryBind(bound, i, reasons))
            {
                items.Add(bound.Table, bound.Position);
                Decide(bound, i, reasons);
            }
        }

        reasons.ThrowIfCanceled();
    }

    /// <summary>A fault of one action cancels the transaction; the others are still looked at.</summary>
    private static bool TryBind(BoundAction bound, int index, CancellationReasons reasons)
    {
        try
        {
            bound.Definition = bound.Table.Definition;
            bound.Position = bound.Action.Bind(bound.Definition);
            return true;
        }
        catch (AwsException fault)
        {
            reasons.Invalid(index, fault);
            return false;
        }
    }

    private static void Decide(BoundAction bound, int index, CancellationReasons reasons)
    {
        bound.Old = bound.Table.FindUnderLock(bound.Position);
        if (!bound.Action.Allows(bound.Old))
        {
            reasons.ConditionFailed(index, bound.Action.Shown(bound.Old));
            return;
        }

        try
        {
            bound.New = bound.Action.Next(bound.Old, bound.Definition!);
        }
        catch (AwsException fault)
        {
            reasons.Invalid(index, fault);
        }
    }

    private void ApplyUnderLocks(List<BoundAction> actions, string? token, ulong fingerprint)
    {
        var now = context.Time.GetUtcNow();
        var changes = new List<TableChange>(actions.Count);
        var numbers = new Dictionary<Table, ulong>();
        foreach (var bound in actions)
        {
            var offset = numbers.GetValueOrDefault(bound.Table);
            if (bound.Table.ChangeUnderLock(bound.Old, bound.New, now, ChangeOrigin.Caller, offset) is { } change)
            {
                changes.Add(change);
                numbers[bound.Table] = offset + 1;
            }
        }

        if (token is not null)
        {
            changes.Add(new TransactionCompleted(token, fingerprint, now));
        }

        context.Database.CommitUnderLocks(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(changes));
    }

    private static ReturnConsumedCapacity Validate(Request request)
    {
        var faults = default(ConstraintFaults);
        var detail = Members.ReturnConsumedCapacity(request.ReturnConsumedCapacity, ref faults);
        Members.ReturnItemCollectionMetrics("TransactWriteItems", request.ReturnItemCollectionMetrics, ref faults);
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

        Members.ThrowIfFaulty(request.ValueFault, request.ArgumentFault);
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

    /// <summary>A transaction that had succeeded before costs what reading its items costs.</summary>
    private static void WriteCapacity(
        List<BoundAction> actions, bool isFirst, Utf8JsonWriter response, ReturnConsumedCapacity detail)
    {
        response.WriteStartArray("ConsumedCapacity"u8);
        foreach (var ofTable in actions.GroupBy(a => a.Table))
        {
            var capacity = new ConsumedCapacity(ofTable.Key.Definition.Name, isTransaction: true);
            foreach (var bound in ofTable)
            {
                if (isFirst)
                {
                    capacity.AddWrite(bound.Old, bound.New, bound.Definition!);
                }
                else
                {
                    var sizeBytes = Find(bound)?.SizeBytes ?? 0;
                    capacity.AddRead(ConsumedCapacity.ReadUnits(sizeBytes, isConsistent: true, isTransaction: true));
                }
            }

            capacity.Write(response, detail);
        }

        response.WriteEndArray();
    }

    private static Item? Find(BoundAction bound)
    {
        lock (bound.Table.Gate)
        {
            return bound.Table.FindUnderLock(bound.Action.Bind(bound.Table.Definition));
        }
    }

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = new Request();
        while (reader.NextMember())
        {
            if (reader.Is("ClientRequestToken"u8)) request.Token = reader.ReadString();
            else if (reader.Is("ReturnConsumedCapacity"u8)) request.ReturnConsumedCapacity = reader.ReadString();
            else if (reader.Is("ReturnItemCollectionMetrics"u8))
                request.ReturnItemCollectionMetrics = reader.ReadString();
            else if (!reader.Is("TransactItems"u8)) reader.Skip();
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

    private sealed class BoundAction(Table table, WriteAction action)
    {
        public Table Table { get; } = table;

        public WriteAction Action { get; } = action;

        public TableDefinition? Definition { get; set; }

        public KeyPosition Position { get; set; }

        public Item? Old { get; set; }

        public Item? New { get; set; }
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
