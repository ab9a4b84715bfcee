using System.Net;
using Onboarding.LocalAws.Tests.Cognito;
using Onboarding.LocalAws.Tests.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.CognitoIdentity;

/// <summary>Identity pools in a data folder. Evidence: Local; AWS forgets nothing.</summary>
public sealed class KeptIdentityPoolTests : IAsyncLifetime, IDisposable
{
    private const string Ada = "ada@example.com";

    private readonly DataFolder _folder = new();
    private DataFolder? _crashed;
    private IdentityHost _identity = null!;

    public async Task InitializeAsync() => _identity = await IdentityHost.StartAsync(data: _folder);

    public async Task DisposeAsync() => await _identity.DisposeAsync();

    public void Dispose()
    {
        _crashed?.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Ending.Stop)]
    [InlineData(Ending.Crash)]
    [InlineData(Ending.Snapshot)]
    public async Task Pools_roles_and_identities_are_as_they_were(Ending ending)
    {
        var user = await _identity.GetIdAsync(await _identity.IdTokenAsync(Ada));
        var guest = await _identity.GetIdAsync();
        var disabled = await _identity.GetIdAsync();
        await _identity.GetCredentialsAsync(disabled, await _identity.SignInAsync(Ada));
        var gone = await _identity.CreatePoolAsync("gone", allowsGuests: true);
        var ofGone = await _identity.GetIdAsync(poolId: gone);
        await _identity.AdminAsync("DeleteIdentityPool", $$"""{"IdentityPoolId":"{{gone}}"}""");
        var before = await StateAsync();

        await RestartAsync(ending);
        Assert.Equal(before, await StateAsync());
        var token = await _identity.SignInAsync(Ada);
        Assert.Equal(user, await _identity.GetIdAsync(token));
        await _identity.GetCredentialsAsync(user, token);
        await _identity.GetCredentialsAsync(guest);
        (await _identity.TryGetCredentialsAsync(disabled))
            .MustFail("NotAuthorizedException", $"Access to Identity '{disabled}' is forbidden.");
        (await _identity.TryGetCredentialsAsync(ofGone))
            .MustFail("ResourceNotFoundException", $"Identity '{ofGone}' not found.");
    }

    [Fact]
    public async Task A_reset_forgets_every_pool()
    {
        await _identity.GetIdAsync();
        using var reset = await _identity.Host.Http.PostAsync("/_localaws/reset", content: null);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        Assert.InRange(_folder.SizeBytes, 1, 1000);
        await RestartAsync(Ending.Stop);
        var pools = await _identity.AdminAsync("ListIdentityPools", """{"MaxResults":60}""");
        Assert.Empty(pools.Member("IdentityPools").EnumerateArray());
    }

    private async Task RestartAsync(Ending ending)
    {
        if (ending == Ending.Snapshot)
        {
            await _identity.Host.Services.CompactAsync();
        }

        _crashed = ending == Ending.Crash ? _folder.Copy() : null;
        await _identity.DisposeAsync();
        _identity = await _identity.StartNextAsync(_crashed ?? _folder);
    }

    /// <summary>All that an administrator can see.</summary>
    private async Task<string> StateAsync()
    {
        var body = $$"""{"IdentityPoolId":"{{_identity.PoolId}}"}""";
        var list = await _identity.AdminAsync("ListIdentityPools", """{"MaxResults":60}""");
        var pool = await _identity.AdminAsync("DescribeIdentityPool", body);
        var roles = await _identity.AdminAsync("GetIdentityPoolRoles", body);
        return $"{list.Body} {pool.Body} {roles.Body}";
    }
}
