using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>UpdateTimeToLive: switches expiry on or off, at once where AWS takes up to an hour.</summary>
internal sealed class UpdateTimeToLive(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private const int AttributeNameLengthMax = 255;

    private static readonly MemberTable<Specification> SpecificationTable = new(
        new(
            "AttributeName",
            static (ref reader, ref it) => it.AttributeName = reader.ReadString(),
            static (ref it, ref faults) =>
                faults.RequiredLength(it.AttributeName, "attributeName", 1, AttributeNameLengthMax)),
        new(
            "Enabled",
            static (ref reader, ref it) => it.IsEnabled = reader.ReadBoolean(),
            static (ref it, ref faults) => faults.Required(it.IsEnabled, "enabled")))
    {
        Shape = "TimeToLiveSpecification",
    };

    private static readonly MemberTable<Request> Table = new(
        new("TableName", static (ref reader, ref it) => it.TableName = reader.ReadString()),
        new(
            "TimeToLiveSpecification",
            static (ref reader, ref it) => it.Specification = SpecificationTable.ReadObject(ref reader),
            static (ref it, ref faults) =>
            {
                faults.Required(it.Specification, "timeToLiveSpecification");
                SpecificationTable.CheckObject(it.Specification, "timeToLiveSpecification", ref faults);
            }));

    public string Name => "UpdateTimeToLive";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:UpdateTimeToLive", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = default(Request);
        Table.Read(call.Body, ref request);
        TableNames.Require(request.TableName);
        Table.Check(ref request);
        var (isEnabled, attribute) = (request.Specification!.IsEnabled!.Value, request.Specification.AttributeName!);
        var table = context.RequireNamedTable(request.TableName!);
        var isThere = context.Database.TryUpdate(table, definition =>
        {
            CheckState(definition.TimeToLiveAttribute, isEnabled, attribute);
            return definition with { TimeToLiveAttribute = isEnabled ? attribute : null };
        });
        if (!isThere)
        {
            throw DynamoDbErrors.TableNotFound(request.TableName!);
        }

        response.WriteStartObject("TimeToLiveSpecification"u8);
        response.WriteBoolean("Enabled"u8, isEnabled);
        response.WriteString("AttributeName"u8, attribute);
        response.WriteEndObject();
        return ValueTask.CompletedTask;
    }

    /// <summary>Texts recorded from DynamoDB Local 3.3.0.</summary>
    private static void CheckState(string? active, bool isEnabled, string attribute)
    {
        if (active is not null && active != attribute)
        {
            throw DynamoDbErrors.Validation("TimeToLive is active on a different AttributeName");
        }

        if (active is not null == isEnabled)
        {
            throw DynamoDbErrors.Validation($"TimeToLive is already {(isEnabled ? "enabled" : "disabled")}");
        }
    }

    private struct Request
    {
        public string? TableName;
        public Specification? Specification;
    }

    private sealed class Specification
    {
        public string? AttributeName;
        public bool? IsEnabled;
    }
}
