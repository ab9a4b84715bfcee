using System.Globalization;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// ListSuppressedDestinations: in order of address, in pages. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListSuppressedDestinations.html.
/// </summary>
internal sealed class ListSuppressedDestinations(SesContext context) : IRestJsonOperation
{
    private const int PageSizeMax = 1_000;
    private const int PageSizeDefault = 100;

    public string Name => "ListSuppressedDestinations";

    public RestJsonRoute Route { get; } = new("GET /v2/email/suppression/addresses");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:ListSuppressedDestinations")];

    public OperationMembers Members { get; } = new("EndDate", "NextToken", "PageSize", "Reasons", "StartDate");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        context.RequireSuppressionList();
        var asked = Pages.Asked(call.Query, PageSizeDefault, PageSizeMax);
        var (page, next) = Pages.Of(Matching(call.Query), a => a.Address, StringComparer.OrdinalIgnoreCase, asked);
        var response = call.Response;
        response.WriteStartArray("SuppressedDestinationSummaries"u8);
        foreach (var address in page)
        {
            response.WriteStartObject();
            SuppressionJson.WriteAddress(response, address);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (next is not null)
        {
            response.WriteString("NextToken"u8, next);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The member Reasons is <c>Reason</c> in the query, once for each.</summary>
    private SuppressedAddress[] Matching(IQueryCollection query)
    {
        SuppressionReason[] reasons = [.. query["Reason"].Select(name => SuppressionInput.Reason(name!, "reasons"))];
        var (start, end) = (Date(query, "StartDate"), Date(query, "EndDate"));
        return
        [
            .. context.Stores.Account.SuppressedAddresses().Where(a =>
                (reasons.Length == 0 || reasons.Contains(a.Reason))
                && !(a.UpdatedAt < start) && !(a.UpdatedAt > end)),
        ];
    }

    private static DateTimeOffset? Date(IQueryCollection query, string name) =>
        !query.TryGetValue(name, out var given) ? null
        : DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : throw SesErrors.BadRequest($"{name} is not a date and time.");
}
