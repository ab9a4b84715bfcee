using System.Text.Json;
using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDbStreams.Operations;

/// <summary>GetRecords: up to 1,000 records or 1 MB from an iterator on, and the next iterator.</summary>
internal sealed class GetRecords(Database database, AwsScope scope, TimeProvider time) : IAwsOperation<JsonCall>
{
    private const int LimitMax = 1000;
    private const int PageSizeBytesMax = 1024 * 1024;

    private static readonly MemberTable<StreamRequest> Table = new(
        new(
            "ShardIterator",
            static (ref reader, ref it) => it.Iterator = reader.ReadString(),
            static (ref it, ref faults) => faults.Required(it.Iterator, "shardIterator")),
        StreamRequest.LimitRow(LimitMax));

    public string Name => "GetRecords";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:GetRecords", DynamoDbStreamsResources.IteratedStream)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out _);
        if (!ShardIterator.TryDecode(request.Iterator!, out var iterator))
        {
            throw DynamoDbErrors.Validation("Invalid ShardIterator");
        }

        if (iterator.IssuedAt + ShardIterator.Lifetime < time.GetUtcNow())
        {
            throw DynamoDbErrors.ExpiredIterator();
        }

        var stream = StreamLookup.Require(database, iterator.StreamArn);
        if (iterator.Position < stream.First)
        {
            throw DynamoDbErrors.TrimmedDataAccess();
        }

        var page = stream.Read(iterator.Position, (int)(request.Limit ?? LimitMax), PageSizeBytesMax);
        Write(stream, page, iterator, call.Response);
        return ValueTask.CompletedTask;
    }

    private void Write(StreamLog stream, StreamPage page, ShardIterator iterator, Utf8JsonWriter response)
    {
        var writer = new StreamRecordWriter(stream, scope.Region);
        response.WriteStartArray("Records"u8);
        foreach (var record in page.Records)
        {
            writer.Write(response, record, isLambdaEvent: false);
        }

        response.WriteEndArray();
        if (!page.IsEnd)
        {
            var next = iterator with { Position = page.Next, IssuedAt = time.GetUtcNow() };
            response.WriteString("NextShardIterator"u8, next.Encode());
        }
    }
}
