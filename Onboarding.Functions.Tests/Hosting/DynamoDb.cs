namespace Onboarding.Functions.Tests.Hosting;

/// <summary>DynamoDB's refusals as they come over the wire.</summary>
internal static class DynamoDb
{
    public static WireResponse ConditionFailed { get; } = new(
        400,
        """{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"failed"}""");

    /// <summary>
    /// The answer to a GetItem: who holds an address (by <paramref name="claim"/>) or the user who does.
    /// </summary>
    public static WireResponse ItemOf(WireRequest get, string claim, string status) => new(
        200,
        get.Body.Contains("email#", StringComparison.Ordinal)
            ? $$"""{"Item":{"userId":{"S":"holder"},"proof":{"S":"{{claim}}"} } }"""
            : $$$"""{"Item":{"userId":{"S":"holder"},"metadata":{"M":{"status":{"S":"{{{status}}}"} } } } }""");

    /// <summary>A cancelled transaction: one code per item, <c>None</c> for those that were not the reason.</summary>
    public static WireResponse Cancelled(params string[] codes)
    {
        var reasons = string.Join(',', codes.Select(code => $$"""{"Code":"{{code}}"}"""));
        return new WireResponse(
            400,
            $$"""
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"cancelled",
            "CancellationReasons":[{{reasons}}]}
            """);
    }
}
