using System.Diagnostics;
using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.Fields;

namespace Onboarding.Functions.Enrich;

/// <summary>
/// The item's <c>domain</c>: <c>{name, verification: "verified", statuses, registeredAt?, expiresAt?, checkedAt}</c>,
/// or <c>{name, verification: "unverified", cause, checkedAt}</c>. A later verification needs no more than the name.
/// </summary>
internal static class DomainAttribute
{
    public static AttributeValue Of(string email, DomainAnswer answer, DateTimeOffset now)
    {
        var map = new Dictionary<string, AttributeValue>
        {
            ["name"] = new() { S = EmailAddress.DomainOf(email) },
            ["checkedAt"] = new() { S = Timestamp.Format(now) },
        };
        switch (answer)
        {
            case DomainAnswer.Registered(var facts):
                map["verification"] = new AttributeValue { S = DomainVerification.Verified };
                Add(map, facts);
                break;
            case DomainAnswer.Unverified(var cause):
                map["verification"] = new AttributeValue { S = DomainVerification.Unverified };
                map["cause"] = new AttributeValue { S = cause };
                break;
            default:
                throw new UnreachableException("A user of such a domain fails.");
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
