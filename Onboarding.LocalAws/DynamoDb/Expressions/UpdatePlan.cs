using System.Runtime.InteropServices;
using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Expressions;

/// <summary>An UpdateExpression with its names and values in place. Immutable.</summary>
internal sealed class UpdatePlan
{
    private readonly UpdateClause[] _clauses;
    private readonly List<PathNode> _tree;
    private readonly Substitution _substitution;

    public UpdatePlan(UpdateSyntax syntax, Substitution substitution)
    {
        _clauses = syntax.Clauses;
        _substitution = substitution;
        _tree = syntax.Tree(substitution);
        UpdatedPaths = new Projection(_tree);
        OnlyRemoves = Array.TrueForAll(
            _clauses, static clause => clause.Action is UpdateAction.REMOVE or UpdateAction.DELETE);
    }

    /// <summary>Whether the update can only take something from an item.</summary>
    public bool OnlyRemoves { get; }

    /// <summary>
    /// The paths that the update touches. ReturnValues UPDATED_OLD is this projection of the old item,
    /// UPDATED_NEW of the new one: AWS returns the touched fragment of a map or list, where DynamoDB Local returns
    /// the whole attribute. https://github.com/getmoto/moto/issues/2798
    /// </summary>
    public Projection UpdatedPaths { get; }

    /// <summary>
    /// The new item. Operands and list indexes mean the item as it was before the update, so the order of the clauses
    /// does not matter.
    /// </summary>
    /// <param name="current">The stored item, or null where there is none.</param>
    /// <param name="key">The key attributes, which a new item starts from.</param>
    /// <exception cref="AwsException">An operand or path does not fit the item.</exception>
    public Item Apply(Item? current, Item key)
    {
        // Recorded: the operands of an update that creates the item see the key (SET a = pk works).
        var item = current ?? key;
        var operands = new AttributeValue?[_clauses.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            if (_clauses[i].Operand is { } operand)
            {
                operands[i] = operand.Evaluate(item, _substitution) ?? throw UpdateErrors.AttributeMissing();
            }
        }

        return Members(item, _tree, operands, depth: 0);
    }

    /// <summary>An update must not touch the table's own key.</summary>
    public void RejectKeyAttributes(KeyAttribute hash, KeyAttribute? range)
    {
        foreach (var clause in _clauses)
        {
            var name = clause.Path.TopLevelName(_substitution);
            if (name == hash.Name || name == range?.Name)
            {
                throw DynamoDbErrors.Validation(
                    $"One or more parameter values were invalid: Cannot update attribute {name}. " +
                    "This attribute is part of the key");
            }
        }
    }

    private Item Members(Item item, List<PathNode> nodes, AttributeValue?[] operands, int depth)
    {
        foreach (var node in CollectionsMarshal.AsSpan(nodes))
        {
            var name = node.Name ?? throw UpdateErrors.PathInvalid();
            var changed = Changed(item.Find(name), node, operands, depth);
            item = changed is null ? item.Without(name) : item.With(name, changed);
        }

        return item;
    }

    /// <summary>The value at a node after the update, or null for none.</summary>
    private AttributeValue? Changed(AttributeValue? current, PathNode node, AttributeValue?[] operands, int depth)
    {
        if (node.IsLeaf)
        {
            var changed = _clauses[node.PathIndex].Apply(current, operands[node.PathIndex], _substitution.Kind);
            if (changed is ListValue or MapValue)
            {
                NestingDepth.Require(changed, depth);
            }

            return changed;
        }

        return current switch
        {
            MapValue map => new MapValue(Members(map.Members, node.Children, operands, depth + 1)),
            ListValue list => new ListValue(Elements(list.Elements, node.Children, operands, depth + 1)),
            _ => throw UpdateErrors.PathInvalid(),
        };
    }

    /// <summary>
    /// Indexes past the end append in their order, without gaps: SET l[9] on a list of three makes it four long.
    /// </summary>
    private AttributeValue[] Elements(
        ReadOnlySpan<AttributeValue> elements, List<PathNode> nodes, AttributeValue?[] operands, int depth)
    {
        var result = new List<AttributeValue>(elements.Length + nodes.Count);
        var copied = 0;
        foreach (var node in CollectionsMarshal.AsSpan(nodes))
        {
            if (node.Name is not null)
            {
                throw UpdateErrors.PathInvalid();
            }

            var exists = node.Index < elements.Length;
            var end = exists ? node.Index : elements.Length;
            result.AddRange(elements[copied..end]);
            copied = exists ? end + 1 : end;
            if (Changed(exists ? elements[node.Index] : null, node, operands, depth) is { } changed)
            {
                result.Add(changed);
            }
        }

        result.AddRange(elements[copied..]);
        return [.. result];
    }
}
