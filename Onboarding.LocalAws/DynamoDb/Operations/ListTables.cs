using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>ListTables: names in order, a page at a time.</summary>
internal sealed class ListTables(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private const int LimitMax = 100;

    private static readonly MemberTable<Request> Table = new(
        new(
            "ExclusiveStartTableName",
            static (ref reader, ref it) => it.Start = reader.ReadString(),
            static (ref it, ref faults) => faults.Name(it.Start, "exclusiveStartTableName", isRequired: false)),
        new(
            "Limit",
            static (ref reader, ref it) => it.Limit = reader.ReadInteger(),
            static (ref it, ref faults) => faults.Range(it.Limit, "limit", 1, LimitMax)));

    public string Name => "ListTables";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:ListTables")];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var response = call.Response;
        var request = Table.ReadAndCheck(call.Body, out _);

        var names = context.Database.Tables.Select(t => t.Definition.Name)
            .Where(name => request.Start is null || string.CompareOrdinal(name, request.Start) > 0)
            .Order(StringComparer.Ordinal)
            .ToList();
        var count = Math.Min(names.Count, (int)(request.Limit ?? LimitMax));
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

    private struct Request
    {
        public string? Start;
        public long? Limit;
    }
}
