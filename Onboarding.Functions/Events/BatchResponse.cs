namespace Onboarding.Functions.Events;

/// <summary>
/// The answer to a stream batch under ReportBatchItemFailures: <c>{"batchItemFailures":[{"itemIdentifier":"…"}]}</c>,
/// the identifier being a sequence number. An empty list means that everything succeeded
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html).
/// </summary>
internal sealed record BatchResponse(IReadOnlyList<BatchItemFailure> BatchItemFailures);

internal sealed record BatchItemFailure(string ItemIdentifier);
