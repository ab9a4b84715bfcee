using System.Globalization;
using System.Text.Json;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Tenants;
using Onboarding.Functions.Tenants.OverHttp;

namespace Onboarding.Functions.ListTenantUsers;

/// <summary>
/// <c>GET /tenants/{tenantId}/users?limit=…&amp;nextToken=…</c>: the tenant's users by id, as
/// <c>{"users":[{"userId","name"?,"joinedAt"}],"nextToken"?}</c>; without <c>nextToken</c> it was the last page. 403
/// for callers who are not the tenant's users, 400 for a limit other than 1 to 100 and for a token of another list.
/// </summary>
internal sealed class ListTenantUsersFunction(TenantUserTable tenantUsers) : ITenantUseCase
{
    private const int LimitMax = 100;
    private const int LimitByDefault = 25;

    public static IEventReader Create(FunctionServices services) =>
        new HttpEventReader(MembersOnly.Of(services, table => new ListTenantUsersFunction(table)), services);

    public async Task<HttpApiResponse> HandleAsync(
        HttpApiRequest request, TenantMember member, InvocationContext context)
    {
        List<FieldFault> faults = [];
        var limit = ReadLimit(request.Query("limit"), faults);
        var after = ReadToken(request.Query("nextToken"), member.TenantId, faults);
        if (faults.Count > 0)
        {
            return HttpResponses.Problem(400, "Bad Request", "The page is not valid.", faults);
        }

        var (users, last) = await tenantUsers.PageAsync(member.TenantId, after, limit, context.Stop);
        return HttpResponses.Personal(json => Write(json, users, last, member.TenantId));
    }

    private static int ReadLimit(string? text, List<FieldFault> faults)
    {
        if (text is null)
        {
            return LimitByDefault;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is > 0 and <= LimitMax)
        {
            return limit;
        }

        faults.Add(new FieldFault("limit", $"must be a number from 1 to {LimitMax}"));
        return 0;
    }

    private static string? ReadToken(string? text, string tenantId, List<FieldFault> faults)
    {
        if (text is null)
        {
            return null;
        }

        var after = PageToken.Read(tenantId, text);
        if (after is null)
        {
            faults.Add(new FieldFault("nextToken", "must be one that a page of this list ended with"));
        }

        return after;
    }

    private static void Write(
        Utf8JsonWriter json, IReadOnlyList<TenantUserItem> users, string? last, string tenantId)
    {
        json.WriteStartArray("users");
        foreach (var user in users)
        {
            json.WriteStartObject();
            json.WriteString("userId", user.UserId);
            if (user.Name is { } name)
            {
                json.WriteString("name", name);
            }

            json.WriteString("joinedAt", user.JoinedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (last is not null)
        {
            json.WriteString("nextToken", PageToken.Write(tenantId, last));
        }
    }
}
