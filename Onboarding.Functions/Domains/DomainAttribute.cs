using System.Diagnostics;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Domains;

/// <summary>
/// The item's <c>domain</c>: <c>{name, verification: "verified", statuses, registeredAt?, expiresAt?, checkedAt}</c>,
/// <c>{name, verification: "not_registered", checkedAt}</c> or <c>{name, verification: "unverified", cause,
/// checkedAt}</c>. A later verification needs no more than the name.
/// </summary>
internal static class DomainAttribute
{
    public static AttributeValue Of(string domain, DomainLookup lookup, DateTimeOffset now)
    {
        var map = new Dictionary<string, AttributeValue>
        {
            ["name"] = new() { S = domain },
            ["checkedAt"] = new() { S = Timestamp.Format(now) },
        };
        switch (lookup)
        {
            case DomainLookup.Registered(var facts):
                map["verification"] = new AttributeValue { S = DomainVerification.Verified };
                Add(map, facts);
                break;
            case DomainLookup.Unverified(var cause):
                map["verification"] = new AttributeValue { S = DomainVerification.Unverified };
                map["cause"] = new AttributeValue { S = cause };
                break;
            case DomainLookup.NotRegistered:
                map["verification"] = new AttributeValue { S = DomainVerification.NotRegistered };
                break;
            default:
                throw new UnreachableException();
        }

        return new AttributeValue { M = map };
    }

    private static void Add(Dictionary<string, AttributeValue> map, DomainFacts facts)
    {
        map["statuses"] = new AttributeValue { L = [.. facts.Statuses.Select(s => new AttributeValue { S = s })] };
        if (facts.RegisteredAt is { } registered)
        {
            map["registeredAt"] = new AttributeValue { S = registered };
        }

        if (facts.ExpiresAt is { } expires)
        {
            map["expiresAt"] = new AttributeValue { S = expires };
        }
    }
}
