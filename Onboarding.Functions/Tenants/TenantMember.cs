namespace Onboarding.Functions.Tenants;

/// <summary>A user of whom the TenantUsers table says that they are in the tenant.</summary>
internal sealed record TenantMember(string TenantId, string UserId);
