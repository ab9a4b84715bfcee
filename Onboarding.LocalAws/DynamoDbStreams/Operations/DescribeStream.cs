using System.Text.Json;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Operations;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDbStreams.Operations;

/// <summary>DescribeStream: a stream and its one shard.</summary>
internal sealed class DescribeStream(Database database) : IAwsOperation<JsonCall>
{
    private const int LimitMax = 100;

    private static readonly MemberTable<StreamRequest> Table = new(
        StreamRequest.StreamArnRow,
        StreamRequest.LimitRow(LimitMax),
        new("ExclusiveStartShardId", static (ref reader, ref it) => it.ExclusiveStart = reader.ReadString()))
    {
        Refused = new("DescribeStream", "ShardFilter"),
    };

    public string Name => "DescribeStream";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:DescribeStream", DynamoDbStreamsResources.Stream)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out _);
        Write(StreamLookup.Require(database, request.StreamArn!), request.ExclusiveStart, call.Response);
        return ValueTask.CompletedTask;
    }

    private static void Write(StreamLog stream, string? startShard, Utf8JsonWriter response)
    {
        var definition = stream.Definition;
        response.WriteStartObject("StreamDescription"u8);
        response.WriteString("StreamArn"u8, definition.Arn);
        response.WriteString("StreamLabel"u8, definition.Label);
        response.WriteString("StreamStatus"u8, definition.IsEnabled ? "ENABLED" : "DISABLED");
        response.WriteString("StreamViewType"u8, definition.ViewType.ToString());
        EpochSeconds.Write(response, "CreationRequestDateTime"u8, definition.CreatedAt);
        response.WriteString("TableName"u8, stream.TableName);
        TableDescription.WriteKeySchema(response, stream.Key);
        response.WriteStartArray("Shards"u8);
        if (startShard != ShardReader.IdOf(definition))
        {
            WriteShard(stream, response);
        }

        response.WriteEndArray();
        response.WriteEndObject();
    }

    private static void WriteShard(StreamLog stream, Utf8JsonWriter response)
    {
        var start = stream.Definition.StartSequenceNumber;
        response.WriteStartObject();
        response.WriteString("ShardId"u8, ShardReader.IdOf(stream.Definition));
        response.WriteStartObject("SequenceNumberRange"u8);
        response.WriteString("StartingSequenceNumber"u8, SequenceNumber.Format(start));
        if (!stream.Definition.IsEnabled)
        {
            response.WriteString("EndingSequenceNumber"u8, SequenceNumber.Format(Math.Max(start, stream.Next - 1)));
        }

        response.WriteEndObject();
        response.WriteEndObject();
    }
}
