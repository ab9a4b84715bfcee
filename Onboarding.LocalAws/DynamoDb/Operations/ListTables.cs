using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>ListTables: names in order, a page at a time.</summary>
internal sealed class ListTables(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private const int LimitMax = 100;

    public string Name => "ListTables";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:ListTables")];

    public OperationMembers Members { get; } = new("ExclusiveStartTableName", "Limit");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var (start, limit) = Read(call.Body);
        var faults = default(ConstraintFaults);
        faults.Name(start, "exclusiveStartTableName", isRequired: false);
        faults.Range(limit, "limit", 1, LimitMax);
        faults.ThrowIfAny();

        var names = context.Database.Tables.Select(t => t.Definition.Name)
            .Where(name => start is null || string.CompareOrdinal(name, start) > 0)
            .Order(StringComparer.Ordinal)
            .ToList();
        var count = Math.Min(names.Count, (int)(limit ?? LimitMax));
        response.WriteStartArray("TableNames"u8);
        foreach (var name in names.Take(count))
        {
            response.WriteStringValue(name);
        }

        response.WriteEndArray();
        if (count < names.Count)
        {
            response.WriteString("LastEvaluatedTableName"u8, names[count - 1]);
        }
        return ValueTask.CompletedTask;
    }

    private static (string? Start, long? Limit) Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        string? start = null;
        long? limit = null;
        while (reader.NextMember())
        {
            if (reader.Is("ExclusiveStartTableName"u8))
            {
                start = reader.ReadString();
            }
            else if (reader.Is("Limit"u8))
            {
                limit = reader.ReadInteger();
            }
            else
            {
                reader.Skip();
            }
        }

        return (start, limit);
    }
}
