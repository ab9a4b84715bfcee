using System.Net;
using Onboarding.IntegrationTests.Stack;
using Onboarding.IntegrationTests.Tenants;

namespace Onboarding.IntegrationTests.Compliance;

/// <summary>What the functions of the user service do, in each hosting mode.</summary>
public abstract class TenantCompliance : SubscriberCompliance
{
    private readonly RunningStack _stack;
    private readonly TenantStack _tenants;

    protected TenantCompliance(RunningStack stack)
        : base(stack)
    {
        _stack = stack;
        _tenants = new TenantStack(stack);
    }

    [FunctionFact("SyncProfileFunction")]
    public async Task SyncProfile_tells_the_pool_the_tenant()
    {
        var member = await _tenants.SignUpAsync("synced@example.com");
        Assert.Equal("t-" + member.Sub, member.Claim("custom:tenant"));
    }

    [FunctionFact("ListTenantUsersFunction")]
    public async Task ListTenantUsers_lists_the_tenant_to_its_users_alone()
    {
        var member = await _tenants.SignUpAsync("lister@example.com");
        Assert.Equal([member.Sub], await _tenants.UsersAsync(member));
        var (status, _) = await _stack.TenantUsersAsync("t-018f0000-0000-7000-8000-000000000000", member.AccessToken);
        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [FunctionFact("CreateInvitationFunction")]
    public async Task CreateInvitation_lets_another_user_into_the_tenant()
    {
        var host = await _tenants.SignUpAsync("host@example.com");
        var code = await _tenants.InviteAsync(host);
        var guest = await _tenants.SignUpAsync("guest@example.com", code, host.TenantId);
        Assert.Equal(host.TenantId, guest.Claim("custom:tenant"));
    }
}
