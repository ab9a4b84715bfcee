using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// The items of a table or index in the order of their positions: a B+ tree whose leaves are linked. Everything is
/// O(log n); a node frees itself only when it is empty, which keeps real trees as flat as merging does
/// (Johnson and Shasha, "B-trees with inserts and deletes: why free-at-empty is better than merge-at-half").
/// Not safe for concurrent use: the table's lock guards it, and with it every cursor.
/// </summary>
internal sealed class KeyTree
{
    private KeyTreeNode _root = new KeyTreeLeaf();

    public int Count { get; private set; }

    public Item? Find(in KeyPosition position)
    {
        var leaf = FindLeaf(position);
        var index = leaf.LowerBound(position);
        return index < leaf.Count && KeyPosition.Compare(leaf.Keys[index], position) == 0 ? leaf.Items[index] : null;
    }

    /// <summary>Adds or replaces.</summary>
    public void Set(in KeyPosition position, Item item)
    {
        if (Insert(_root, position, item) is { } right)
        {
            var root = new KeyTreeBranch { Count = 1 };
            root.Keys[0] = right.FirstKey;
            root.Children[0] = _root;
            root.Children[1] = right.Right;
            _root = root;
        }
    }

    public void Remove(in KeyPosition position)
    {
        Remove(_root, position);
        while (_root is KeyTreeBranch { Count: 0 } branch)
        {
            _root = branch.Children[0];
        }
    }

    /// <summary>A cursor on the first item at or after the bound.</summary>
    public Cursor Seek(in KeyPosition bound)
    {
        var leaf = FindLeaf(bound);
        return new Cursor(leaf, leaf.LowerBound(bound)).Normalize();
    }

    /// <summary>A cursor on the last item before the bound.</summary>
    public Cursor SeekBefore(in KeyPosition bound)
    {
        var leaf = FindLeaf(bound);
        var index = leaf.LowerBound(bound);
        return index > 0 || leaf.Previous is null
            ? new Cursor(leaf, index - 1)
            : new Cursor(leaf.Previous, leaf.Previous.Count - 1);
    }

    /// <summary>A cursor on the first item.</summary>
    public Cursor First() => Seek(KeyPosition.AtHashCode(0));

    private KeyTreeLeaf FindLeaf(in KeyPosition position)
    {
        var node = _root;
        while (node is KeyTreeBranch branch)
        {
            node = branch.Children[branch.UpperBound(position)];
        }

        return (KeyTreeLeaf)node;
    }

    private KeyTreeSplit? Insert(KeyTreeNode node, in KeyPosition position, Item item)
    {
        if (node is KeyTreeLeaf leaf)
        {
            return InsertIntoLeaf(leaf, position, item);
        }

        var branch = (KeyTreeBranch)node;
        var child = branch.UpperBound(position);
        if (Insert(branch.Children[child], position, item) is not { } split)
        {
            return null;
        }

        branch.InsertAt(child, split);
        return branch.Count < KeyTreeNode.Width ? null : branch.SplitInHalf();
    }

    private KeyTreeSplit? InsertIntoLeaf(KeyTreeLeaf leaf, in KeyPosition position, Item item)
    {
        var index = leaf.LowerBound(position);
        if (index < leaf.Count && KeyPosition.Compare(leaf.Keys[index], position) == 0)
        {
            leaf.Items[index] = item;
            return null;
        }

        Count++;
        leaf.InsertAt(index, position, item);
        return leaf.Count < KeyTreeNode.Width ? null : leaf.SplitInHalf();
    }

    /// <summary>Returns true where the node is empty afterwards, so that its parent lets it go.</summary>
    private bool Remove(KeyTreeNode node, in KeyPosition position)
    {
        if (node is KeyTreeLeaf leaf)
        {
            var index = leaf.LowerBound(position);
            if (index < leaf.Count && KeyPosition.Compare(leaf.Keys[index], position) == 0)
            {
                Count--;
                leaf.RemoveAt(index);
            }

            return leaf.Count == 0;
        }

        var branch = (KeyTreeBranch)node;
        var child = branch.UpperBound(position);
        if (!Remove(branch.Children[child], position))
        {
            return false;
        }

        (branch.Children[child] as KeyTreeLeaf)?.Unlink();
        if (branch.Count == 0)
        {
            if (node != _root)
            {
                return true;
            }

            _root = new KeyTreeLeaf();
            return false;
        }

        branch.RemoveAt(child);
        return false;
    }

    /// <summary>A place in the tree; valid until the tree changes.</summary>
    public struct Cursor
    {
        private KeyTreeLeaf? _leaf;
        private int _index;

        internal Cursor(KeyTreeLeaf leaf, int index)
        {
            _leaf = leaf;
            _index = index;
        }

        public readonly bool IsValid => _leaf is not null && (uint)_index < (uint)_leaf.Count;

        public readonly ref readonly KeyPosition Position => ref _leaf!.Keys[_index];

        public readonly Item Item => _leaf!.Items[_index];

        public void MoveNext()
        {
            _index++;
            this = Normalize();
        }

        public void MovePrevious()
        {
            if (--_index < 0)
            {
                _leaf = _leaf!.Previous;
                _index = _leaf is null ? 0 : _leaf.Count - 1;
            }
        }

        /// <summary>One past the end of a leaf is the start of the next one.</summary>
        internal readonly Cursor Normalize() =>
            _index < _leaf!.Count || _leaf.Next is null ? this : new Cursor(_leaf.Next, 0);
    }
}
