using Onboarding.LocalAws.DynamoDb.Json;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>A request that has no member but TableName.</summary>
internal struct TableNameRequest
{
    public string? TableName;

    public static readonly MemberTable<TableNameRequest> Table = new(
        new Member<TableNameRequest>("TableName", static (ref reader, ref it) => it.TableName = reader.ReadString()));

    /// <returns>The name or ARN of the table, which has passed validation.</returns>
    public static string Read(ReadOnlySpan<byte> body)
    {
        var request = default(TableNameRequest);
        Table.Read(body, ref request);
        TableNames.Require(request.TableName);
        return request.TableName!;
    }
}
