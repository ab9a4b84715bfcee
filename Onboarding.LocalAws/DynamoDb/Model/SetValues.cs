namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>
/// The byte strings of an SS or BS. Kept sorted, so that membership is a binary search and equality one pass; AWS
/// promises no order of set members.
/// </summary>
internal abstract class ByteStringSetValue(byte[][] sorted) : AttributeValue
{
    public byte[][] Members { get; } = sorted;

    public override int SizeBytes
    {
        get
        {
            var size = 0;
            foreach (var member in Members)
            {
                size += member.Length;
            }

            return size;
        }
    }

    public bool Contains(ReadOnlySpan<byte> member) => SortedSets.IndexOf(Members, member) >= 0;

    public override bool Equals(AttributeValue? other)
    {
        if (other is not ByteStringSetValue set || set.Type != Type || set.Members.Length != Members.Length)
        {
            return false;
        }

        for (var i = 0; i < Members.Length; i++)
        {
            if (!Members[i].AsSpan().SequenceEqual(set.Members[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var member in Members)
        {
            hash.AddBytes(member);
        }

        return hash.ToHashCode();
    }
}

/// <summary>Type SS: UTF-8 strings, sorted, distinct, at least one.</summary>
internal sealed class StringSetValue(byte[][] sorted) : ByteStringSetValue(sorted)
{
    public override AttributeType Type => AttributeType.SS;
}

/// <summary>Type BS: byte strings, sorted, distinct, at least one.</summary>
internal sealed class BinarySetValue(byte[][] sorted) : ByteStringSetValue(sorted)
{
    public override AttributeType Type => AttributeType.BS;
}

/// <summary>Type NS: numbers in ascending order, distinct, at least one.</summary>
internal sealed class NumberSetValue(DynamoDbNumber[] sorted) : AttributeValue
{
    public override AttributeType Type => AttributeType.NS;

    public DynamoDbNumber[] Members { get; } = sorted;

    public override int SizeBytes
    {
        get
        {
            var size = 0;
            foreach (var member in Members)
            {
                size += member.SizeBytes;
            }

            return size;
        }
    }

    public bool Contains(DynamoDbNumber member) => Array.BinarySearch(Members, member) >= 0;

    public override bool Equals(AttributeValue? other) =>
        other is NumberSetValue set && set.Members.AsSpan().SequenceEqual(Members);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var member in Members)
        {
            hash.Add(member);
        }

        return hash.ToHashCode();
    }
}
