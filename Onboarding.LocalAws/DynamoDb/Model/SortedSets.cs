namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>The set algebra of SS, NS and BS over sorted arrays: every operation is one linear merge.</summary>
internal static class SortedSets
{
    public static readonly IComparer<byte[]> ByteOrder =
        Comparer<byte[]>.Create(static (x, y) => x.AsSpan().SequenceCompareTo(y));

    /// <summary>Sorts <paramref name="members"/> in place.</summary>
    /// <returns>False where two members are equal.</returns>
    public static bool TrySort<T>(T[] members, IComparer<T> order)
    {
        Array.Sort(members, order);
        for (var i = 1; i < members.Length; i++)
        {
            if (order.Compare(members[i - 1], members[i]) == 0)
            {
                return false;
            }
        }

        return true;
    }

    public static int IndexOf(byte[][] sorted, ReadOnlySpan<byte> member)
    {
        var (low, high) = (0, sorted.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = sorted[middle].AsSpan().SequenceCompareTo(member);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    public static T[] Union<T>(T[] left, T[] right, IComparer<T> order)
    {
        var union = new List<T>(left.Length + right.Length);
        var (l, r) = (0, 0);
        while (l < left.Length && r < right.Length)
        {
            var compared = order.Compare(left[l], right[r]);
            union.Add(compared <= 0 ? left[l] : right[r]);
            l += compared <= 0 ? 1 : 0;
            r += compared >= 0 ? 1 : 0;
        }

        union.AddRange(left.AsSpan(l));
        union.AddRange(right.AsSpan(r));
        return [.. union];
    }

    /// <summary>The members of <paramref name="left"/> that are not in <paramref name="right"/>.</summary>
    public static T[] Except<T>(T[] left, T[] right, IComparer<T> order)
    {
        var rest = new List<T>(left.Length);
        foreach (var member in left)
        {
            if (Array.BinarySearch(right, member, order) < 0)
            {
                rest.Add(member);
            }
        }

        return [.. rest];
    }
}
