namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>
/// Select against ProjectionExpression, AttributesToGet and IndexName. Texts recorded from DynamoDB Local 3.3.0, those
/// of AttributesToGet from AWS by moto's verified tests.
/// </summary>
internal static class SelectValidation
{
    public static void Check(in PageRequest request)
    {
        var projection = request.Projection is not null ? "ProjectionExpression" : "AttributesToGet";
        var fault = request.Select switch
        {
            Select.ALL_ATTRIBUTES when request.HasProjection =>
                $"Cannot specify the {projection} when choosing to get ALL_ATTRIBUTES",
            Select.ALL_PROJECTED_ATTRIBUTES when request.HasProjection =>
                $"Cannot specify the {projection} when choosing to get ALL_PROJECTED_ATTRIBUTES",
            Select.COUNT when request.HasProjection =>
                $"Cannot specify the {projection} when choosing to get only the Count",
            Select.SPECIFIC_ATTRIBUTES when !request.HasProjection =>
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
            Select.ALL_PROJECTED_ATTRIBUTES when request.IndexName is null =>
                "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
            _ => null,
        };
        if (fault is not null)
        {
            throw DynamoDbErrors.Validation(fault);
        }
    }
}
