using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDbStreams.Operations;

internal enum ShardIteratorType
{
    TRIM_HORIZON,
    LATEST,
    AT_SEQUENCE_NUMBER,
    AFTER_SEQUENCE_NUMBER,
}

/// <summary>GetShardIterator: a place in a shard from which GetRecords goes on.</summary>
internal sealed class GetShardIterator(Database database, TimeProvider time) : IAwsOperation<JsonCall>
{
    private const int ShardIdLengthMin = 28;
    private const int ShardIdLengthMax = 65;

    private static readonly MemberTable<StreamRequest> Table = new(
        StreamRequest.StreamArnRow,
        new(
            "ShardId",
            static (ref reader, ref it) => it.ShardId = reader.ReadString(),
            static (ref it, ref faults) =>
                faults.RequiredLength(it.ShardId, "shardId", ShardIdLengthMin, ShardIdLengthMax)),
        StreamRequest.ShardIteratorTypeRow,
        new(
            "SequenceNumber",
            static (ref reader, ref it) => it.SequenceNumber = reader.ReadString(),
            static (ref it, ref faults) => faults.Length(
                it.SequenceNumber, "sequenceNumber", SequenceNumber.LengthMin, SequenceNumber.LengthMax)));

    public string Name => "GetShardIterator";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:GetShardIterator", DynamoDbStreamsResources.Stream)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out _);
        var type = Validate(request);
        var stream = StreamLookup.Require(database, request.StreamArn!);
        if (request.ShardId != ShardReader.IdOf(stream.Definition))
        {
            throw DynamoDbErrors.ShardNotFound(request.ShardId!, request.StreamArn!);
        }

        var position = Position(stream, type, request.SequenceNumber);
        call.Response.WriteString(
            "ShardIterator"u8, new ShardIterator(request.StreamArn!, position, time.GetUtcNow()).Encode());
        return ValueTask.CompletedTask;
    }

    private static ShardIteratorType Validate(in StreamRequest request)
    {
        var type = request.IteratorType;
        // Texts recorded from DynamoDB Local 3.3.0.
        var isAtNumber = type is ShardIteratorType.AT_SEQUENCE_NUMBER or ShardIteratorType.AFTER_SEQUENCE_NUMBER;
        if (isAtNumber && request.SequenceNumber is null)
        {
            throw DynamoDbErrors.InvalidParameter("Invalid SequenceNumber");
        }

        return isAtNumber || request.SequenceNumber is null ? type!.Value : throw DynamoDbErrors.InvalidParameter(
            "SequenceNumber should not be passed for this iterator type");
    }

    private static ulong Position(StreamLog stream, ShardIteratorType type, string? sequenceNumber)
    {
        if (type is ShardIteratorType.TRIM_HORIZON or ShardIteratorType.LATEST)
        {
            return type == ShardIteratorType.LATEST ? stream.Next : stream.First;
        }

        if (!SequenceNumber.TryParse(sequenceNumber!, out var number)
            || number < stream.Definition.StartSequenceNumber || number >= stream.Next)
        {
            throw DynamoDbErrors.InvalidParameter("Invalid SequenceNumber");
        }

        var position = type switch
        {
            ShardIteratorType.AT_SEQUENCE_NUMBER => number,
            ShardIteratorType.AFTER_SEQUENCE_NUMBER => number + 1,
            _ => throw new UnreachableException(),
        };
        return position >= stream.First ? position : throw DynamoDbErrors.TrimmedDataAccess();
    }
}
