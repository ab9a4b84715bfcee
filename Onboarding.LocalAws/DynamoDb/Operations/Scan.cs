using Onboarding.LocalAws.DynamoDb.Expressions;
using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// Scan: everything in a table or index, or one of the segments of a parallel scan. The order is that of the hash
/// codes of the hash keys, so it is stable and each segment is one range.
/// </summary>
internal sealed class Scan(DynamoDbContext context) : IAwsOperation<JsonCall>
{
    private const int SegmentsMax = 1_000_000;

    private static readonly OperationMembers Known = new(
        "ConsistentRead", "ExclusiveStartKey", "ExpressionAttributeNames", "ExpressionAttributeValues",
        "FilterExpression", "IndexName", "Limit", "ProjectionExpression", "ReturnConsumedCapacity", "Segment",
        "Select", "TableName", "TotalSegments")
    {
        Refused = ["AttributesToGet", "ScanFilter", "ConditionalOperator"],
    };

    private static readonly UnsupportedMembers Refused = new("Scan", Known.Refused);

    public string Name => "Scan";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:Scan", DynamoDbResources.TableOrIndex)];

    public OperationMembers Members => Known;

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Read(call.Body);
        ref readonly var page = ref request.Page;
        var faults = default(ConstraintFaults);
        var (select, detail) = page.CheckConstraints(ref faults);
        faults.Range(request.TotalSegments, "totalSegments", 1, SegmentsMax);
        faults.Range(request.Segment, "segment", 0, SegmentsMax - 1);
        faults.ThrowIfAny();

        var arguments = new ExpressionArguments(page.Names, page.Values);
        arguments.RequireExpression(
            page.Filter is not null || page.Projection is not null, "FilterExpression is null");
        SharedMembers.ThrowIfFaulty(page.ValueFault, argumentFault: null);
        CheckSegments(request);
        SharedMembers.ThrowIfFaulty(null, page.ArgumentFault);
        SelectValidation.Check(select, page);
        var filter = page.Filter is { } filterText ? context.Expressions.Filter(filterText, arguments) : null;
        var projection = page.Projection is { } text ? context.Expressions.Projection(text, arguments) : null;
        arguments.RejectUnused();
        var read = new PageRead(context, page, select) { Filter = filter, Projection = projection };
        read.CheckAttributes();
        read.Execute(Range(request, read), call.Response, detail);
        return ValueTask.CompletedTask;
    }

    private static void CheckSegments(in Request request)
    {
        if (request.Segment is null && request.TotalSegments is null)
        {
            return;
        }

        if (request.TotalSegments is not { } total)
        {
            throw DynamoDbErrors.Validation(
                "The TotalSegments parameter is required but was not present in the request when Segment parameter "
                + "is present");
        }

        if (request.Segment is not { } segment)
        {
            throw DynamoDbErrors.Validation(
                "The Segment parameter is required but was not present in the request when parameter TotalSegments "
                + "is present");
        }

        if (segment >= total)
        {
            throw DynamoDbErrors.Validation(
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: "
                + $"Segment: {segment} is not less than TotalSegments: {total}");
        }
    }

    private static KeyRange Range(in Request request, PageRead read)
    {
        var (segment, total) = ((int)(request.Segment ?? 0), (int)(request.TotalSegments ?? 1));
        var range = KeyRange.Segment(segment, total);
        if (request.Page.ExclusiveStartKey is not { } startKey)
        {
            return range;
        }

        var start = read.StartPosition(startKey);
        return range.Contains(start) ? range.Beyond(start, isForward: true) : throw DynamoDbErrors.Validation(
            "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with "
            + $"correct Segment. TotalSegments: {total} Segment: {segment}");
    }

    private static Request Read(ReadOnlySpan<byte> body)
    {
        var reader = new RequestReader(body);
        var request = default(Request);
        while (reader.NextMember())
        {
            if (reader.Is("Segment"u8))
            {
                request.Segment = reader.ReadInteger();
            }
            else if (reader.Is("TotalSegments"u8))
            {
                request.TotalSegments = reader.ReadInteger();
            }
            else if (!request.Page.TryRead(ref reader))
            {
                reader.SkipOrRefuse(Refused);
            }
        }

        request.Page.ValueFault = reader.ValueFault;
        request.Page.ArgumentFault = reader.ArgumentFault;
        return request;
    }

    private struct Request
    {
        public PageMembers Page;
        public long? Segment;
        public long? TotalSegments;
    }
}
