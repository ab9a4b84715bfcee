using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>
/// The ExpressionAttributeNames and ExpressionAttributeValues of one request. Remembers which of them its
/// expressions use, since AWS rejects the others. Belongs to one request and one thread.
/// </summary>
internal sealed class ExpressionArguments(
    Dictionary<string, string>? names, Dictionary<string, AttributeValue>? values)
{
    private readonly HashSet<string>? _unusedNames = names is null ? null : [.. names.Keys];
    private readonly HashSet<string>? _unusedValues = values is null ? null : [.. values.Keys];

    /// <summary>Call before anything is compiled: names or values without any expression are an error.</summary>
    /// <param name="anyExpression">Whether the request has at least one expression.</param>
    /// <param name="absent">What AWS says is missing, for example <c>ConditionExpression is null</c>.</param>
    public void RequireExpression(bool anyExpression, string absent)
    {
        if (anyExpression)
        {
            return;
        }

        if (names is not null)
        {
            throw DynamoDbErrors.Validation("ExpressionAttributeNames can only be specified when using expressions");
        }

        if (values is not null)
        {
            throw DynamoDbErrors.Validation(
                $"ExpressionAttributeValues can only be specified when using expressions: {absent}");
        }
    }

    /// <summary>Call after every expression of the request is compiled.</summary>
    public void RejectUnused()
    {
        RejectUnused("ExpressionAttributeNames", _unusedNames);
        RejectUnused("ExpressionAttributeValues", _unusedValues);
    }

    /// <summary>The name behind a placeholder such as <c>#n</c>, or null.</summary>
    public string? UseName(string placeholder)
    {
        if (names is null || !names.TryGetValue(placeholder, out var name))
        {
            return null;
        }

        _unusedNames!.Remove(placeholder);
        return name;
    }

    /// <summary>The value behind a placeholder such as <c>:v</c>, or null.</summary>
    public AttributeValue? UseValue(string placeholder)
    {
        if (values is null || !values.TryGetValue(placeholder, out var value))
        {
            return null;
        }

        _unusedValues!.Remove(placeholder);
        return value;
    }

    private static void RejectUnused(string parameter, HashSet<string>? unused)
    {
        if (unused is { Count: > 0 })
        {
            var keys = string.Join(", ", unused.Order(StringComparer.Ordinal));
            throw DynamoDbErrors.Validation($"Value provided in {parameter} unused in expressions: keys: {{{keys}}}");
        }
    }
}
