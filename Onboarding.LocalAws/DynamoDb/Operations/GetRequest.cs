using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>What GetItem, an entry of TransactGetItems and a table of BatchGetItem are asked, as it was read.</summary>
internal struct GetRequest
{
    public string? TableName;
    public Item? Key;
    public List<Item>? Keys;
    public bool ConsistentRead;
    public string? Projection;
    public List<string>? AttributesToGet;
    public Dictionary<string, string>? Names;
    public ReturnConsumedCapacity Detail;
    private string? _detailText;

    public static readonly Member<GetRequest> ReturnConsumedCapacityRow = new(
        "ReturnConsumedCapacity",
        static (ref reader, ref it) => it._detailText = reader.ReadString(),
        static (ref it, ref faults) => it.Detail = SharedMembers.ReturnConsumedCapacity(it._detailText, ref faults));

    public static readonly Member<GetRequest> TableNameRow = new(
        "TableName",
        static (ref reader, ref it) => it.TableName = reader.ReadString(),
        static (ref it, ref faults) => TableNames.Check(it.TableName, ref faults));

    public static readonly Member<GetRequest> KeyRow = new(
        "Key",
        static (ref reader, ref it) => it.Key = reader.ReadItem(),
        static (ref it, ref faults) => faults.Required(it.Key, "key"));

    public static readonly Member<GetRequest> KeysRow = new(
        "Keys",
        static (ref reader, ref it) => it.Keys = reader.ReadItems(),
        static (ref it, ref faults) =>
        {
            faults.Required(it.Keys, "keys");
            faults.Count(it.Keys?.Count, "keys");
        });

    public static readonly Member<GetRequest> ConsistentReadRow = new(
        "ConsistentRead", static (ref reader, ref it) => it.ConsistentRead = reader.ReadBoolean() ?? false);

    public static readonly Member<GetRequest> ProjectionExpressionRow = new(
        "ProjectionExpression", static (ref reader, ref it) => it.Projection = reader.ReadString());

    public static readonly Member<GetRequest> ExpressionAttributeNamesRow = new(
        "ExpressionAttributeNames", static (ref reader, ref it) => it.Names = reader.ReadNames());

    public static readonly Member<GetRequest> AttributesToGetRow = new(
        "AttributesToGet",
        static (ref reader, ref it) => it.AttributesToGet = reader.ReadStrings(),
        static (ref it, ref faults) => faults.Count(it.AttributesToGet?.Count, "attributesToGet"));

    /// <param name="faults">None where they are reported already.</param>
    /// <returns>Null where the request wants whole items.</returns>
    public readonly Projection? Compile(ExpressionCompiler expressions, in DeferredFaults faults = default)
    {
        if (AttributesToGet is not null)
        {
            LegacyErrors.RejectMixing(
                [("AttributesToGet", true)], [("ProjectionExpression", Projection is not null)]);
        }

        var arguments = new ExpressionArguments(Names, null);
        arguments.RequireExpression(Projection is not null, "");
        faults.ThrowIfAny();
        var projection = Projection is { } text
            ? expressions.Projection(text, arguments)
            : SharedMembers.AttributesToGet(AttributesToGet);
        arguments.RejectUnused();
        return projection;
    }
}
