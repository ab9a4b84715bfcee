using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Users.OverHttp;

namespace Onboarding.Functions.Tenants.OverHttp;

/// <summary>
/// Opens a route below <c>/tenants/{tenantId}</c> to the tenant's own users: 401 without a token, 403 for all others.
/// </summary>
/// <remarks>
/// The row of TenantUsers decides, not the token's <c>custom:tenant</c>, which is as old as the token. A tenant that
/// does not exist and one that is not the caller's get the same answer after the same read, before the rest of the
/// request is looked at, so that callers do not find out which tenants there are.
/// </remarks>
internal sealed class MembersOnly(TenantUserTable tenantUsers, ITenantUseCase useCase) : IHttpUseCase
{
    public static MembersOnly Of(FunctionServices services, Func<TenantUserTable, ITenantUseCase> create)
    {
        var table = new TenantUserTable(services.Aws.DynamoDb, services.Settings.Required("TENANT_USERS_TABLE"));
        return new MembersOnly(table, create(table));
    }

    public async Task<HttpApiResponse> HandleAsync(HttpApiRequest request, InvocationContext context)
    {
        if (Caller.UserIdOf(request) is not { } userId)
        {
            return Caller.Unknown();
        }

        var tenantId = request.PathParameters?.GetValueOrDefault("tenantId");
        return TenantId.IsValid(tenantId) && await tenantUsers.ReadAsync(tenantId!, userId, context.Stop) is not null
            ? await useCase.HandleAsync(request, new TenantMember(tenantId!, userId), context)
            : HttpResponses.Problem(403, "Forbidden", "Only the users of a tenant may do this.");
    }
}
