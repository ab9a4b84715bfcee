using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// The ExpressionAttributeNames and ExpressionAttributeValues of one request. Remembers which of them its
/// expressions use, since AWS rejects the others. Belongs to one request and one thread.
/// </summary>
internal sealed class ExpressionArguments(
    Dictionary<string, string>? names, Dictionary<string, AttributeValue>? values)
{
    private readonly Dictionary<string, string>? _names = names;
    private readonly Dictionary<string, AttributeValue>? _values = values;

    /// <summary>Call before anything is compiled: names or values without any expression are an error.</summary>
    /// <param name="anyExpression">Whether the request has at least one expression.</param>
    /// <param name="absent">What AWS says is missing, for example <c>ConditionExpression is null</c>.</param>
    public void RequireExpression(bool anyExpression, string absent) =>
        throw new NotImplementedException($"{anyExpression}{absent}{_names}{_values}");

    /// <summary>Call after every expression of the request is compiled.</summary>
    public void RejectUnused() => throw new NotImplementedException();
}
