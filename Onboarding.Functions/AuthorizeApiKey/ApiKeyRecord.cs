using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.AuthorizeApiKey;

/// <summary>
/// An item of the table of keys: <c>{keyId, hash (B), name, createdAt, revokedAt?, rateLimit?: {perSecond, burst}}</c>.
/// </summary>
public sealed record ApiKeyRecord(string KeyId, ReadOnlyMemory<byte> Hash, string Name, string CreatedAt)
{
    /// <summary>Null while the key is good.</summary>
    public string? RevokedAt { get; init; }

    /// <summary>Null leaves only the limits of the API itself.</summary>
    public RateLimit? RateLimit { get; init; }

    internal static ApiKeyRecord From(Dictionary<string, AttributeValue> item) => new(
        UserItem.Text(item, "keyId") ?? "",
        item.GetValueOrDefault("hash")?.B?.ToArray() ?? [],
        UserItem.Text(item, "name") ?? "",
        UserItem.Text(item, "createdAt") ?? "")
    {
        RevokedAt = UserItem.Text(item, "revokedAt"),
        RateLimit = item.GetValueOrDefault("rateLimit")?.M is { Count: > 0 } limit
            ? new RateLimit(Number(limit, "perSecond"), Number(limit, "burst"))
            : null,
    };

    internal Dictionary<string, AttributeValue> ToItem()
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["keyId"] = new() { S = KeyId },
            ["hash"] = new() { B = new MemoryStream(Hash.ToArray()) },
            ["name"] = new() { S = Name },
            ["createdAt"] = new() { S = CreatedAt },
        };
        if (RevokedAt is not null)
        {
            item["revokedAt"] = new AttributeValue { S = RevokedAt };
        }

        if (RateLimit is null)
        {
            return item;
        }

        item["rateLimit"] = new AttributeValue
        {
            M = new Dictionary<string, AttributeValue>
            {
                ["perSecond"] = Number(RateLimit.PerSecond),
                ["burst"] = Number(RateLimit.Burst),
            },
        };
        return item;
    }

    private static AttributeValue Number(int value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    // 0 where it cannot be read, which lets nothing pass.
    private static int Number(Dictionary<string, AttributeValue> map, string name) =>
        int.TryParse(map.GetValueOrDefault(name)?.N, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
