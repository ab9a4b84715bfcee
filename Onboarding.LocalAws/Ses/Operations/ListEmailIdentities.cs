using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>ListEmailIdentities: every identity by name, in pages.</summary>
internal sealed class ListEmailIdentities(EmailIdentities identities) : IRestJsonOperation
{
    private const int PageSizeMax = 1_000;
    private const int PageSizeDefault = 100;

    public string Name => "ListEmailIdentities";

    public RestJsonRoute Route { get; } = new("GET /v2/email/identities");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:ListEmailIdentities")];

    public OperationMembers Members { get; } = new("NextToken", "PageSize");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var pageSize = PageSizeOf(call.Query);
        // The token is the last name of the page before: identities have no order of their own in AWS.
        string? after = call.Query["NextToken"];
        var rest = identities.All()
            .Where(i => after is null || StringComparer.OrdinalIgnoreCase.Compare(i.Name, after) > 0)
            .Take(pageSize + 1)
            .ToList();
        var page = rest.Take(pageSize).ToList();
        var response = call.Response;
        response.WriteStartArray("EmailIdentities");
        foreach (var identity in page)
        {
            response.WriteStartObject();
            response.WriteString("IdentityName", identity.Name);
            response.WriteString("IdentityType", IdentityJson.TypeOf(identity));
            response.WriteBoolean("SendingEnabled", true);
            response.WriteString("VerificationStatus", "SUCCESS");
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (rest.Count > pageSize)
        {
            response.WriteString("NextToken", page[^1].Name);
        }

        return ValueTask.CompletedTask;
    }

    private static int PageSizeOf(IQueryCollection query) =>
        !query.TryGetValue("PageSize", out var given) ? PageSizeDefault
        : int.TryParse(given, out var pageSize) && pageSize is >= 1 and <= PageSizeMax ? pageSize
        : throw SesErrors.BadRequest($"PageSize must be between 1 and {PageSizeMax}.");
}
