using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// Turns expression texts into plans. Parsed texts are cached, so a hot expression costs one look-up and the
/// substitution of its names and values. Safe for concurrent use; one per service.
/// </summary>
internal sealed class ExpressionCompiler
{
    public Condition Condition(string text, ExpressionArguments arguments) => throw new NotImplementedException();

    public Condition Filter(string text, ExpressionArguments arguments) => throw new NotImplementedException();

    /// <param name="text">The KeyConditionExpression.</param>
    /// <param name="arguments">Names and values of the request.</param>
    /// <param name="hash">The hash key of the table or index.</param>
    /// <param name="range">Its sort key, or null where it has none.</param>
    public KeyCondition KeyCondition(
        string text, ExpressionArguments arguments, KeyAttribute hash, KeyAttribute? range) =>
        throw new NotImplementedException();

    public UpdatePlan Update(string text, ExpressionArguments arguments) => throw new NotImplementedException();

    public Projection Projection(string text, ExpressionArguments arguments) => throw new NotImplementedException();
}
