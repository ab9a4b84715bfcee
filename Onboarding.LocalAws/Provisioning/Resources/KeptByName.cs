using System.Text.Json;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>Finds the pool or client that a data folder has kept: only its name tells whose it is.</summary>
internal static class KeptByName
{
    private const int PageSize = 60;

    /// <summary>AWS's quota of pools of either kind, and of clients per pool, is 1,000.</summary>
    private const int PagesMax = 1_000 / PageSize + 1;

    /// <returns>The id; null where there is none.</returns>
    /// <exception cref="ProvisioningException">The endpoint refused a call, or several have the name.</exception>
    public static Task<string?> FindUserPoolAsync(ResourceContext context, CancellationToken stop) => FindAsync(
        context,
        JsonApi.Cognito,
        "ListUserPools",
        new PoolQuery { MaxResults = PageSize },
        response => Ids(response.Member("UserPools"), "Name", context.Name, "Id"),
        $"user pools are named '{context.Name}'",
        stop);

    /// <inheritdoc cref="FindUserPoolAsync"/>
    public static Task<string?> FindUserPoolClientAsync(
        ResourceContext context, string poolId, CancellationToken stop) => FindAsync(
        context,
        JsonApi.Cognito,
        "ListUserPoolClients",
        new PoolQuery { UserPoolId = poolId, MaxResults = PageSize },
        response => Ids(response.Member("UserPoolClients"), "ClientName", context.Name, "ClientId"),
        $"clients of the user pool {poolId} are named '{context.Name}'",
        stop);

    /// <inheritdoc cref="FindUserPoolAsync"/>
    public static Task<string?> FindIdentityPoolAsync(ResourceContext context, CancellationToken stop) => FindAsync(
        context,
        JsonApi.CognitoIdentity,
        "ListIdentityPools",
        new PoolQuery { MaxResults = PageSize },
        response => Ids(response.Member("IdentityPools"), "IdentityPoolName", context.Name, "IdentityPoolId"),
        $"identity pools are named '{context.Name}'",
        stop);

    private static IEnumerable<string> Ids(JsonElement page, string nameMember, string name, string idMember) =>
        page.EnumerateArray()
            .Where(element => element.GetProperty(nameMember).ValueEquals(name))
            .Select(element => element.GetProperty(idMember).GetString()!);

    /// <param name="read">The ids on a page that have the name.</param>
    private static async Task<string?> FindAsync(
        ResourceContext context,
        JsonApi api,
        string operation,
        PoolQuery query,
        Func<WireResponse, IEnumerable<string>> read,
        string what,
        CancellationToken stop)
    {
        List<string> ids = [];
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await context.CallAsync(api, operation, query.ToJson(), stop);
            ids.AddRange(read(response));
            if (response.FindMember("NextToken") is not { } token)
            {
                break;
            }

            query = query with { NextToken = token.GetString() };
        }

        return ids.Count <= 1
            ? ids.SingleOrDefault()
            : throw new ProvisioningException(
                $"{ids.Count} {what}: {string.Join(", ", ids)}; delete those that are not the template's");
    }
}
