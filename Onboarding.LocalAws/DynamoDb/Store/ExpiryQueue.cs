using System.Globalization;
using Onboarding.LocalAws.DynamoDb.Model;

namespace Onboarding.LocalAws.DynamoDb.Store;

/// <summary>
/// The items with a time to live, soonest first. The attribute counts where it is a number of epoch seconds that lies
/// less than five years back
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html).
/// </summary>
internal sealed class ExpiryQueue(string attributeName)
{
    private static readonly TimeSpan PastMax = TimeSpan.FromDays(5 * 365);

    private readonly SortedSet<Expiry> _expiries = new(Comparer<Expiry>.Create(static (x, y) =>
        x.EpochSeconds != y.EpochSeconds
            ? x.EpochSeconds.CompareTo(y.EpochSeconds)
            : KeyPosition.Compare(x.Position, y.Position)));

    public string AttributeName { get; } = attributeName;

    public void Apply(in KeyPosition position, Item? old, Item? next)
    {
        if (TryReadExpiry(old, out var expired))
        {
            _expiries.Remove(new Expiry(expired, position));
        }

        if (TryReadExpiry(next, out var expires))
        {
            _expiries.Add(new Expiry(expires, position));
        }
    }

    /// <summary>The position of the item that expired first.</summary>
    public bool TryPeek(DateTimeOffset now, out KeyPosition position)
    {
        var soonest = _expiries.Min;
        position = soonest.Position;
        if (_expiries.Count == 0 || soonest.EpochSeconds > now.ToUnixTimeSeconds())
        {
            return false;
        }

        if (soonest.EpochSeconds >= (now - PastMax).ToUnixTimeSeconds())
        {
            return true;
        }

        // Expired over five years ago: AWS never deletes it, so it leaves the queue.
        _expiries.Remove(soonest);
        return TryPeek(now, out position);
    }

    private bool TryReadExpiry(Item? item, out long epochSeconds)
    {
        epochSeconds = 0;
        return item?.Find(AttributeName) is NumberValue number
            && decimal.TryParse(number.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0 and <= long.MaxValue
            && (epochSeconds = (long)seconds) >= 0;
    }

    private readonly record struct Expiry(long EpochSeconds, KeyPosition Position);
}
