namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>The operators of the legacy conditions, in the order in which AWS lists them.</summary>
internal enum ComparisonOperator : byte
{
    IN,
    NULL,
    BETWEEN,
    LT,
    NOT_CONTAINS,
    EQ,
    GT,
    NOT_NULL,
    NE,
    LE,
    BEGINS_WITH,
    GE,
    CONTAINS,
}
