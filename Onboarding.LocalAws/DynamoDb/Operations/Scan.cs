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

    private static readonly MemberTable<PageRequest> Table = new(
    [
        .. PageRequest.Shared,
        new(
            "TotalSegments",
            static (ref reader, ref it) => it.TotalSegments = reader.ReadInteger(),
            static (ref it, ref faults) => faults.Range(it.TotalSegments, "totalSegments", 1, SegmentsMax)),
        new(
            "Segment",
            static (ref reader, ref it) => it.Segment = reader.ReadInteger(),
            static (ref it, ref faults) => faults.Range(it.Segment, "segment", 0, SegmentsMax - 1)),
        LegacyPageParameters.ScanFilterRow,
    ]);

    public string Name => "Scan";

    public IReadOnlyList<Permission> Permissions { get; } = [new("dynamodb:Scan", DynamoDbResources.TableOrIndex)];

    public OperationMembers Members { get; } = Table.ToOperationMembers();

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var request = Table.ReadAndCheck(call.Body, out var faults);
        var arguments = request.BeginArguments();
        arguments.RequireExpression(
            request.Filter is not null || request.Projection is not null, "FilterExpression is null");
        var legacy = request.CompileLegacy();
        faults.ThrowValueFault();
        CheckSegments(request);
        faults.ThrowArgumentFault();
        SelectValidation.Check(request);
        var (filter, projection) = request.Compile(legacy, context.Expressions, arguments);
        arguments.RejectUnused();
        var read = new PageRead(context, request) { Filter = filter, Projection = projection };
        read.CheckAttributes();
        read.Execute(Range(request, read), call.Response, request.Detail);
        return ValueTask.CompletedTask;
    }

    private static void CheckSegments(in PageRequest request)
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

    private static KeyRange Range(in PageRequest request, PageRead read)
    {
        var (segment, total) = ((int)(request.Segment ?? 0), (int)(request.TotalSegments ?? 1));
        var range = KeyRange.Segment(segment, total);
        if (request.ExclusiveStartKey is not { } startKey)
        {
            return range;
        }

        var start = read.StartPosition(startKey);
        return range.Contains(start) ? range.Beyond(start, isForward: true) : throw DynamoDbErrors.Validation(
            "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with "
            + $"correct Segment. TotalSegments: {total} Segment: {segment}");
    }
}
