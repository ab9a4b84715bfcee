using System.Net;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Lambda;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.CognitoIdentity;

/// <summary>
/// From a sign-in to the function that learns of it. Documented: the header in
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-next, its members in the context object
/// of every runtime.
/// </summary>
public sealed class InvokeAsIdentityTests : IAsyncLifetime
{
    private const string Header = "Lambda-Runtime-Cognito-Identity";

    private IdentityHost _identity = null!;
    private Runtime _runtime = null!;

    public async Task InitializeAsync()
    {
        _identity = await IdentityHost.StartAsync(function: "f");
        _runtime = Runtime.External(_identity.Host, "f");
    }

    public async Task DisposeAsync()
    {
        _runtime.Dispose();
        await _identity.DisposeAsync();
    }

    [Fact]
    public async Task A_function_learns_which_user_invokes_it()
    {
        var token = await _identity.IdTokenAsync("ada@example.com");
        var id = await _identity.GetIdAsync(token);
        var ada = await _identity.GetCredentialsAsync(id, token);
        Assert.Equal(Expected(id), await InvokeAsync(ada));
        Assert.Equal(Expected(id), await InvokeAsync(ada, "X-Amz-Invocation-Type: Event"));
    }

    [Fact]
    public async Task A_function_learns_which_guest_invokes_it()
    {
        var id = await _identity.GetIdAsync();
        var guest = await _identity.GetCredentialsAsync(id);
        Assert.Equal(Expected(id), await InvokeAsync(guest));
        Assert.Equal(Expected(id), await InvokeAsync(guest, "X-Amz-Invocation-Type: Event"));
    }

    [Fact]
    public async Task Nobody_elses_call_has_the_header()
    {
        var credentials = _identity.Host.Services.Credentials;
        Assert.Null(await InvokeAsync(credentials.Root));
        Assert.Null(await InvokeAsync(credentials.Root, "X-Amz-Invocation-Type: Event"));
        Assert.Null(await InvokeAsync(credentials.IssueForRole("f-role", "f")));
    }

    [Fact]
    public async Task Credentials_that_have_expired_invoke_nothing()
    {
        var guest = await _identity.GetCredentialsAsync(await _identity.GetIdAsync());
        _identity.Time.Advance(TimeSpan.FromHours(1));
        using var answer = await SendAsync(guest);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("ExpiredTokenException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Contains(
            "\"message\":\"The security token included in the request is expired\"",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    private string Expected(string identityId) =>
        $$"""{"cognitoIdentityId":"{{identityId}}","cognitoIdentityPoolId":"{{_identity.PoolId}}"}""";

    /// <returns>What the runtime is told; null where it is told nothing.</returns>
    private async Task<string?> InvokeAsync(Credential caller, params string[] headers)
    {
        var answering = SendAsync(caller, headers);
        var next = await _runtime.NextAsync();
        using var responded = await _runtime.RespondAsync(next.RequestId, "1");
        using var answer = await answering;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        if (!next.Headers.TryGetValue(Header, out var identity))
        {
            return null;
        }

        using var parsed = JsonDocument.Parse(identity);
        Assert.Equal(2, parsed.RootElement.EnumerateObject().Count());
        return identity;
    }

    private Task<HttpResponseMessage> SendAsync(Credential caller, params string[] headers) =>
        _identity.Host.SendSignedAsync(
            caller,
            "lambda",
            HttpMethod.Post,
            "/2015-03-31/functions/f/invocations",
            "{}"u8.ToArray(),
            ["Content-Type: application/json", .. headers]);
}
