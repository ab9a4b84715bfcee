using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>The items of one transaction: no two of its actions may mean the same one.</summary>
internal sealed class TransactionItems
{
    private readonly HashSet<(Table Table, AttributeValue Hash, AttributeValue? Range)> _items = [];

    /// <exception cref="AwsException">An earlier action means this item, too.</exception>
    public void Add(Table table, in KeyPosition position)
    {
        if (!_items.Add((table, position.Hash!, position.Range)))
        {
            throw DynamoDbErrors.Validation("Transaction request cannot include multiple operations on one item");
        }
    }
}
