namespace Onboarding.Functions.Users;

/// <summary>
/// What of a user Sweep has still to look after: <c>due</c> (<c>open#5</c>, <c>unverified#5</c>) and <c>dueSince</c>,
/// the keys of the sparse index <c>Due</c>. An item has them only while something is due, so that the index holds open
/// registrations and unverified domains and nothing else, however many users there are.
/// </summary>
/// <remarks>
/// The number spreads the index over partitions: one takes 1,000 writes a second
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html), and every
/// registration is two.
/// </remarks>
internal static class DueWork
{
    public const string Index = "Due";
    public const string Attribute = "due";
    public const string SinceAttribute = "dueSince";

    private const int PartitionCount = 8;
    private const string Open = "open";
    private const string Unverified = "unverified";

    /// <summary>Every key under which the index has open registrations.</summary>
    public static IEnumerable<string> OpenPartitions => Partitions(Open);

    /// <summary>Every key under which the index has completed users whose domain no registry could verify.</summary>
    public static IEnumerable<string> UnverifiedPartitions => Partitions(Unverified);

    public static string OpenOf(string userId) => KeyOf(Open, userId);

    public static string UnverifiedOf(string userId) => KeyOf(Unverified, userId);

    private static IEnumerable<string> Partitions(string work) =>
        Enumerable.Range(0, PartitionCount).Select(number => $"{work}#{number}");

    private static string KeyOf(string work, string userId)
    {
        // Not string.GetHashCode, which differs from process to process.
        var hash = userId.Aggregate(0u, (sum, character) => unchecked((sum * 31) + character));
        return $"{work}#{hash % PartitionCount}";
    }
}
