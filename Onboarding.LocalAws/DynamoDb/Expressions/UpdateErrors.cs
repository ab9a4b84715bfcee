using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>AWS's texts for updates that do not fit the item they meet, recorded from DynamoDB Local.</summary>
internal static class UpdateErrors
{
    public static AwsException AttributeMissing() => DynamoDbErrors.Validation(
        "The provided expression refers to an attribute that does not exist in the item");

    /// <summary>AttributeUpdates has a text of its own, recorded from AWS by the tests of dynalite.</summary>
    public static AwsException OperandType(ExpressionKind kind = ExpressionKind.UpdateExpression) =>
        DynamoDbErrors.Validation(kind == ExpressionKind.AttributeUpdates
            ? "Type mismatch for attribute to update"
            : "An operand in the update expression has an incorrect data type");

    public static AwsException PathInvalid() => DynamoDbErrors.Validation(
        "The document path provided in the update expression is invalid for update");
}
