namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>A part of a table or index: the positions between two bounds.</summary>
internal readonly record struct KeyRange(KeyPosition Lower, KeyPosition Upper)
{
    public static KeyRange All { get; } = new(KeyPosition.AtHashCode(0), KeyPosition.End);

    /// <summary>One of the equal parts into which a parallel Scan cuts the hash codes.</summary>
    public static KeyRange Segment(int segment, int totalSegments) => new(
        KeyPosition.AtHashCode(Start(segment, totalSegments)),
        segment + 1 == totalSegments ? KeyPosition.End : KeyPosition.AtHashCode(Start(segment + 1, totalSegments)));

    public bool Contains(in KeyPosition position) =>
        KeyPosition.Compare(Lower, position) < 0 && KeyPosition.Compare(position, Upper) < 0;

    /// <summary>What is left of the range once the position has been read.</summary>
    public KeyRange Beyond(in KeyPosition position, bool isForward) =>
        isForward ? this with { Lower = position.After() } : this with { Upper = position.Before() };

    private static ulong Start(int segment, int totalSegments) =>
        (ulong)(((UInt128)ulong.MaxValue + 1) * (uint)segment / (uint)totalSegments);
}
