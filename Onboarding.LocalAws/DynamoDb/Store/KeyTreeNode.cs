using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>The upper half of a node that was full, for its parent to take in.</summary>
internal readonly record struct KeyTreeSplit(KeyPosition FirstKey, KeyTreeNode Right);

internal abstract class KeyTreeNode
{
    public const int Width = 64;

    public readonly KeyPosition[] Keys = new KeyPosition[Width];
    public int Count;

    /// <summary>The number of keys below the position.</summary>
    public int LowerBound(in KeyPosition position)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = KeyPosition.Compare(Keys[middle], position) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The number of keys at or below the position.</summary>
    public int UpperBound(in KeyPosition position)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = KeyPosition.Compare(Keys[middle], position) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

internal sealed class KeyTreeLeaf : KeyTreeNode
{
    public readonly Item[] Items = new Item[Width];
    public KeyTreeLeaf? Next;
    public KeyTreeLeaf? Previous;

    public void InsertAt(int index, in KeyPosition position, Item item)
    {
        Array.Copy(Keys, index, Keys, index + 1, Count - index);
        Array.Copy(Items, index, Items, index + 1, Count - index);
        Keys[index] = position;
        Items[index] = item;
        Count++;
    }

    public void RemoveAt(int index)
    {
        Count--;
        Array.Copy(Keys, index + 1, Keys, index, Count - index);
        Array.Copy(Items, index + 1, Items, index, Count - index);
        Keys[Count] = default;
        Items[Count] = null!;
    }

    public KeyTreeSplit SplitInHalf()
    {
        var right = new KeyTreeLeaf { Count = Count / 2, Next = Next, Previous = this };
        Count -= right.Count;
        Array.Copy(Keys, Count, right.Keys, 0, right.Count);
        Array.Copy(Items, Count, right.Items, 0, right.Count);
        Array.Clear(Keys, Count, right.Count);
        Array.Clear(Items, Count, right.Count);
        if (Next is not null)
        {
            Next.Previous = right;
        }

        Next = right;
        return new KeyTreeSplit(right.Keys[0], right);
    }

    public void Unlink()
    {
        if (Next is not null)
        {
            Next.Previous = Previous;
        }

        if (Previous is not null)
        {
            Previous.Next = Next;
        }
    }
}

/// <summary>Keys[i] is at or below everything in Children[i + 1] and above everything in Children[i].</summary>
internal sealed class KeyTreeBranch : KeyTreeNode
{
    public readonly KeyTreeNode[] Children = new KeyTreeNode[Width + 1];

    public void InsertAt(int child, in KeyTreeSplit split)
    {
        Array.Copy(Keys, child, Keys, child + 1, Count - child);
        Array.Copy(Children, child + 1, Children, child + 2, Count - child);
        Keys[child] = split.FirstKey;
        Children[child + 1] = split.Right;
        Count++;
    }

    public void RemoveAt(int child)
    {
        var key = Math.Max(child - 1, 0);
        Array.Copy(Keys, key + 1, Keys, key, Count - key - 1);
        Array.Copy(Children, child + 1, Children, child, Count - child);
        Children[Count] = null!;
        Count--;
        Keys[Count] = default;
    }

    public KeyTreeSplit SplitInHalf()
    {
        var middle = Count / 2;
        var right = new KeyTreeBranch { Count = Count - middle - 1 };
        Array.Copy(Keys, middle + 1, right.Keys, 0, right.Count);
        Array.Copy(Children, middle + 1, right.Children, 0, right.Count + 1);
        var split = new KeyTreeSplit(Keys[middle], right);
        Array.Clear(Keys, middle, Count - middle);
        Array.Clear(Children, middle + 1, Count - middle);
        Count = middle;
        return split;
    }
}
