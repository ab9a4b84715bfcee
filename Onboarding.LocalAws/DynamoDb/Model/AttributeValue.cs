namespace Onboarding.LocalAws.DynamoDb.Model;

/// <summary>
/// One immutable DynamoDB value. Equality is DynamoDB's: type and content, numbers by value (1.0 equals 1), sets
/// without regard to order.
/// </summary>
internal abstract class AttributeValue : IEquatable<AttributeValue>
{
    /// <summary>
    /// How many levels an item or a path may have; the attribute itself is the first, so that at most 31 lists and
    /// maps can enclose each other.
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
    /// </summary>
    public const int DepthMax = 32;

    public abstract AttributeType Type { get; }

    /// <summary>The size that AWS bills and limits, without the attribute's name: see <see cref="ItemSize"/>.</summary>
    public abstract int SizeBytes { get; }

    public abstract bool Equals(AttributeValue? other);

    public sealed override bool Equals(object? obj) => Equals(obj as AttributeValue);

    public abstract override int GetHashCode();
}
