using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using Onboarding.IntegrationTests.Identity;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Tenants;

/// <summary>A user of the pool who has signed up, is in a tenant and is signed in.</summary>
internal sealed record Member(string Sub, string Email, string TenantId, string IdToken, string AccessToken)
{
    /// <summary>A claim of the id token, or null.</summary>
    public string? Claim(string name)
    {
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(IdToken.Split('.')[1]));
        return claims.RootElement.TryGetProperty(name, out var claim) ? claim.GetString() : null;
    }
}

/// <summary>Signs users up at a stack's pool, as guests of a tenant or for one of their own.</summary>
internal sealed class TenantStack(RunningStack stack)
{
    public UserPoolApi Pool { get; } = new(stack);

    /// <param name="code">Of an invitation; null shows none.</param>
    /// <param name="tenantId">Where the user must be then; null means a tenant of their own.</param>
    public async Task<Member> SignUpAsync(string email, string? code = null, string? tenantId = null)
    {
        var sub = await Pool.SignUpAsync(email);
        Dictionary<string, string>? metadata = code is null ? null : new() { ["invitationCode"] = code };
        await Pool.ConfirmAsync(email, metadata);
        var expected = tenantId ?? "t-" + sub;
        await stack.JoinedAsync(expected, sub);
        await RunningStack.EventuallyAsync(
            () => Pool.AttributesAsync(email),
            attributes => attributes.GetValueOrDefault("custom:tenant") == expected,
            $"the pool has another tenant of {sub} than {expected}");
        return await SignInAsync(sub, email, expected);
    }

    public async Task<Member> SignInAsync(string sub, string email, string tenantId)
    {
        var tokens = await Pool.SignInAsync(email);
        return new Member(
            sub, email, tenantId, tokens.GetProperty("IdToken").GetString()!,
            tokens.GetProperty("AccessToken").GetString()!);
    }

    /// <summary>A new invitation's code.</summary>
    public async Task<string> InviteAsync(Member member)
    {
        var (status, body) = await stack.InviteAsync(member.TenantId, member.AccessToken);
        Assert.Equal(HttpStatusCode.Created, status);
        return body.GetProperty("code").GetString()!;
    }

    /// <summary>The ids of the tenant's users, as one of them lists them.</summary>
    public async Task<IReadOnlyList<string>> UsersAsync(Member member)
    {
        var (status, body) = await stack.TenantUsersAsync(member.TenantId, member.AccessToken);
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. body.GetProperty("users").EnumerateArray().Select(user => user.GetProperty("userId").GetString()!)];
    }
}
