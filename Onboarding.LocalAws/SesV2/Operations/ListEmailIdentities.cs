using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.SesV2.Operations;

/// <summary>ListEmailIdentities: every identity by name, in pages.</summary>
internal static class ListEmailIdentities
{
    private const int PageSizeMax = 1_000;
    private const int PageSizeDefault = 100;

    public static ValueTask HandleAsync(AwsRequest request, EmailIdentities identities)
    {
        var query = request.Http.Request.Query;
        var pageSize = PageSizeDefault;
        if (query.TryGetValue("PageSize", out var given)
            && (!int.TryParse(given, out pageSize) || pageSize is < 1 or > PageSizeMax))
        {
            throw SesErrors.BadRequest($"PageSize must be between 1 and {PageSizeMax}.");
        }

        // The token is the last name of the page before: identities have no order of their own in AWS.
        string? after = query["NextToken"];
        var rest = identities.All()
            .Where(i => after is null || StringComparer.OrdinalIgnoreCase.Compare(i.Name, after) > 0)
            .Take(pageSize + 1)
            .ToList();
        var page = rest.Take(pageSize).ToList();
        return SesJson.SendAsync(request, json =>
        {
            json.WriteStartArray("EmailIdentities");
            foreach (var identity in page)
            {
                json.WriteStartObject();
                json.WriteString("IdentityName", identity.Name);
                json.WriteString("IdentityType", IdentityJson.TypeOf(identity));
                json.WriteBoolean("SendingEnabled", true);
                json.WriteString("VerificationStatus", "SUCCESS");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (rest.Count > pageSize)
            {
                json.WriteString("NextToken", page[^1].Name);
            }
        });
    }
}
