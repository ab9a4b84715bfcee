namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>The request parameters that hold expressions; errors name them.</summary>
internal enum ExpressionKind : byte
{
    ConditionExpression,
    FilterExpression,
    KeyConditionExpression,
    UpdateExpression,
    ProjectionExpression,
}
