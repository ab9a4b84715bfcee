using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>UpdateTimeToLive: switches expiry on or off, at once where AWS takes up to an hour.</summary>
internal sealed class UpdateTimeToLive(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private const int AttributeNameLengthMax = 255;

    public string Name => "UpdateTimeToLive";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:UpdateTimeToLive", DynamoDbResources.Table)];

    public OperationMembers Members { get; } = new("TableName", "TimeToLiveSpecification");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Read(call.Body);
        Validate(request);
        var (isEnabled, attribute) = (request.IsEnabled!.Value, request.AttributeName!);
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

    private static void Validate(in Request request)
    {
        TableNames.Require(request.TableName);
        var faults = default(ConstraintFaults);
        if (!request.HasSpecification)
        {
            faults.Required(null, "timeToLiveSpecification");
        }
        else
        {
            const string Path = "timeToLiveSpecification.attributeName";
            faults.Required(request.AttributeName, Path);
            faults.Length(
                request.AttributeName?.Length ?? 1, request.AttributeName ?? "", Path, 1, AttributeNameLengthMax);
            faults.Required(request.IsEnabled, "timeToLiveSpecification.enabled");
        }

        faults.ThrowIfAny();
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

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = default(Request);
        while (reader.NextMember())
        {
            if (reader.Is("TableName"u8))
            {
                request.TableName = reader.ReadString();
            }
            else if (!reader.Is("TimeToLiveSpecification"u8))
            {
                reader.Skip();
            }
            else if (reader.EnterObject("com.amazonaws.dynamodb.v20120810.TimeToLiveSpecification"))
            {
                request.HasSpecification = true;
                while (reader.NextMember())
                {
                    if (reader.Is("Enabled"u8))
                    {
                        request.IsEnabled = reader.ReadBoolean();
                    }
                    else if (reader.Is("AttributeName"u8))
                    {
                        request.AttributeName = reader.ReadString();
                    }
                    else
                    {
                        reader.Skip();
                    }
                }
            }
        }

        return request;
    }

    private struct Request
    {
        public string? TableName;
        public bool HasSpecification;
        public bool? IsEnabled;
        public string? AttributeName;
    }
}
