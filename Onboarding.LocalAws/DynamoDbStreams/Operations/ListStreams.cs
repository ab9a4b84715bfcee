using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Operations;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDbStreams.Operations;

/// <summary>ListStreams: the streams of the account or of one table, a page at a time.</summary>
internal sealed class ListStreams(Database database) : IAwsOperation<JsonCall>
{
    private const int LimitMax = 100;

    private static readonly MemberTable<StreamRequest> Table = new(
        StreamRequest.LimitRow(LimitMax),
        new(
            "TableName",
            static (ref reader, ref it) => it.TableName = reader.ReadString(),
            static (ref it, ref faults) => TableNames.Check(it.TableName, ref faults, isRequired: false)),
        new("ExclusiveStartStreamArn", static (ref reader, ref it) => it.ExclusiveStart = reader.ReadString()));

    public string Name => "ListStreams";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:ListStreams")];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out _);
        var found = Find(request.TableName, request.ExclusiveStart);
        Write(found, (int)(request.Limit ?? LimitMax), call.Response);
        return ValueTask.CompletedTask;
    }

    private List<StreamLog> Find(string? tableName, string? start) => database.Streams.All
        .Where(s => tableName is null || s.TableName == TableNames.Strip(tableName))
        .Where(s => start is null || string.CompareOrdinal(s.Definition.Arn, start) > 0)
        .OrderBy(s => s.Definition.Arn, StringComparer.Ordinal)
        .ToList();

    private static void Write(List<StreamLog> streams, int countMax, Utf8JsonWriter response)
    {
        var count = Math.Min(streams.Count, countMax);
        response.WriteStartArray("Streams"u8);
        foreach (var stream in streams.Take(count))
        {
            response.WriteStartObject();
            response.WriteString("StreamArn"u8, stream.Definition.Arn);
            response.WriteString("TableName"u8, stream.TableName);
            response.WriteString("StreamLabel"u8, stream.Definition.Label);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (count < streams.Count)
        {
            response.WriteString("LastEvaluatedStreamArn"u8, streams[count - 1].Definition.Arn);
        }
    }
}
