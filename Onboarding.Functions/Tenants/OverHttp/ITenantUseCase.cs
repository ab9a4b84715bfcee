using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;

namespace Onboarding.Functions.Tenants.OverHttp;

/// <summary>A use case behind one route below <c>/tenants/{tenantId}</c>.</summary>
internal interface ITenantUseCase
{
    Task<HttpApiResponse> HandleAsync(HttpApiRequest request, TenantMember member, InvocationContext context);
}
