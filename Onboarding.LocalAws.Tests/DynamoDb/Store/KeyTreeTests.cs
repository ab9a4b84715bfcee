using Onboarding.LocalAws.DynamoDb.Model;
using Onboarding.LocalAws.DynamoDb.Store;

namespace Onboarding.LocalAws.Tests.DynamoDb.Store;

public sealed class KeyTreeTests
{
    [Theory]
    [InlineData(1, 5_000, 400)]
    [InlineData(2, 20_000, 20_000)]
    [InlineData(3, 30_000, 3_000)]
    public void Agrees_with_a_sorted_dictionary(int seed, int steps, int keys)
    {
        var random = new Random(seed);
        var tree = new KeyTree();
        var model = new SortedDictionary<int, Item>();
        for (var step = 0; step < steps; step++)
        {
            var key = random.Next(keys);

            // Removals win in the second half, so that leaves and branches empty out.
            if (random.Next(10) < (step < steps / 2 ? 3 : 8))
            {
                tree.Remove(At(key));
                model.Remove(key);
            }
            else
            {
                var item = Item.Of(("n", new NumberValue(step)));
                tree.Set(At(key), item);
                model[key] = item;
            }

            if (step % 997 == 0)
            {
                CheckAround(tree, model, random.Next(keys));
            }
        }

        Assert.Equal(model.Count, tree.Count);
        Assert.Equal(model.Values, Forward(tree.First()), ReferenceEqualityComparer.Instance);
        foreach (var key in model.Keys.ToList())
        {
            Assert.Same(model[key], tree.Find(At(key)));
            tree.Remove(At(key));
        }

        Assert.False(tree.First().IsValid);
        tree.Set(At(1), Item.Empty);
        Assert.Single(Forward(tree.First()));
    }

    private static void CheckAround(KeyTree tree, SortedDictionary<int, Item> model, int key)
    {
        Assert.Same(model.GetValueOrDefault(key), tree.Find(At(key)));
        Assert.Equal(model.Where(e => e.Key > key).Select(e => e.Value), Forward(tree.Seek(At(key).After())));
        var before = new List<Item>();
        for (var cursor = tree.SeekBefore(At(key).Before()); cursor.IsValid; cursor.MovePrevious())
        {
            before.Add(cursor.Item);
        }

        Assert.Equal(model.Where(e => e.Key < key).Select(e => e.Value).Reverse(), before);
    }

    private static List<Item> Forward(KeyTree.Cursor cursor)
    {
        var items = new List<Item>();
        for (; cursor.IsValid; cursor.MoveNext())
        {
            items.Add(cursor.Item);
        }

        return items;
    }

    /// <summary>One partition, so that the order of the keys is that of the numbers.</summary>
    private static KeyPosition At(int key) => KeyPosition.InTable(new StringValue("p"), new NumberValue(key));
}
