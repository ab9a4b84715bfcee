using System.Diagnostics;
using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Operations;
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

    public string Name => "GetShardIterator";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("dynamodb:GetShardIterator", DynamoDbStreamsResources.Stream)];

    public OperationMembers Members { get; } = new(
        "SequenceNumber", "ShardId", "ShardIteratorType", "StreamArn");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Read(call.Body);
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

    private static ShardIteratorType Validate(in Request request)
    {
        var faults = default(ConstraintFaults);
        StreamLookup.Check(request.StreamArn, ref faults);
        faults.Required(request.ShardId, "shardId");
        if (request.ShardId is { } shardId)
        {
            faults.Length(shardId.Length, shardId, "shardId", ShardIdLengthMin, ShardIdLengthMax);
        }

        faults.Required(request.Type, "shardIteratorType");
        var type = faults.Enum<ShardIteratorType>(
            request.Type,
            "shardIteratorType",
            "AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON");
        if (request.SequenceNumber is { } number)
        {
            faults.Length(
                number.Length, number, "sequenceNumber", SequenceNumber.LengthMin, SequenceNumber.LengthMax);
        }

        faults.ThrowIfAny();

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

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = default(Request);
        while (reader.NextMember())
        {
            if (reader.Is("StreamArn"u8))
            {
                request.StreamArn = reader.ReadString();
            }
            else if (reader.Is("ShardId"u8))
            {
                request.ShardId = reader.ReadString();
            }
            else if (reader.Is("ShardIteratorType"u8))
            {
                request.Type = reader.ReadString();
            }
            else if (reader.Is("SequenceNumber"u8))
            {
                request.SequenceNumber = reader.ReadString();
            }
            else
            {
                reader.Skip();
            }
        }

        return request;
    }

    private struct Request
    {
        public string? StreamArn;
        public string? ShardId;
        public string? Type;
        public string? SequenceNumber;
    }
}
