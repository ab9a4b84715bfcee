using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;

namespace Onboarding.Functions.Tenants;

/// <summary>A use case behind one route below <c>/tenants/{tenantId}</c>.</summary>
internal interface ITenantUseCase
{
    Task<HttpApiResponse> HandleAsync(HttpApiRequest request, TenantMember member, InvocationContext context);
}

/// <summary>Who calls, and the tenant of the path, which the caller is a user of.</summary>
internal sealed record TenantMember(string TenantId, string UserId);
