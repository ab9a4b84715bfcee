namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>The request parameters that hold expressions, then the legacy ones; errors name them.</summary>
internal enum ExpressionKind : byte
{
    ConditionExpression,
    FilterExpression,
    KeyConditionExpression,
    UpdateExpression,
    ProjectionExpression,
    AttributesToGet,
    QueryFilter,
    ScanFilter,
    Expected,
    AttributeUpdates,
}
