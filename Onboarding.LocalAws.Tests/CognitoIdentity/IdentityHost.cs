using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Cognito;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.CognitoIdentity;

/// <summary>
/// A host with a user pool and an identity pool that trusts it and lets guests in. No SDK of the service is on the
/// feed: the calls are what any client sends.
/// </summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    public const string UserRole = "arn:aws:iam::123456789012:role/service-role/signed-in";
    public const string GuestRole = "arn:aws:iam::123456789012:role/guest";

    private const string Prefix = "AWSCognitoIdentityService";

    private IdentityHost(CognitoHost cognito) => Cognito = cognito;

    public CognitoHost Cognito { get; }

    public TestHost Host => Cognito.Host;

    public ManualTime Time => Cognito.Time;

    public string PoolId { get; private set; } = "";

    /// <summary>The user pool's name as a provider, in AWS's form.</summary>
    public string Provider => ProviderOf(Cognito.PoolId);

    public static string ProviderOf(string userPoolId) => $"cognito-idp.us-east-1.amazonaws.com/{userPoolId}";

    /// <param name="function">A function to deploy; the test is its runtime.</param>
    /// <param name="data">Where the host keeps its state.</param>
    public static async Task<IdentityHost> StartAsync(string? function = null, DataFolder? data = null)
    {
        var host = new IdentityHost(await CognitoHost.StartAsync(
            functions: new FunctionHosting.External(), function: function, data: data));
        host.PoolId = await host.CreatePoolAsync("customers", allowsGuests: true);
        return host;
    }

    /// <summary>The next host, at the same time and for the same pools, with the state that is in a folder.</summary>
    public async Task<IdentityHost> StartNextAsync(DataFolder data) =>
        new(await Cognito.StartNextAsync(data)) { PoolId = PoolId };

    /// <summary>A pool that trusts the user pool, with both roles.</summary>
    public async Task<string> CreatePoolAsync(string name, bool allowsGuests)
    {
        var id = (await AdminAsync("CreateIdentityPool", CreateBody(name, allowsGuests))).Text("IdentityPoolId");
        await AdminAsync(
            "SetIdentityPoolRoles",
            $$"""
            {"IdentityPoolId":"{{id}}","Roles":{"authenticated":"{{UserRole}}","unauthenticated":"{{GuestRole}}"} }
            """);
        return id;
    }

    public string CreateBody(string name, bool allowsGuests) => $$"""
        {"IdentityPoolName":"{{name}}","AllowUnauthenticatedIdentities":{{(allowsGuests ? "true" : "false")}},
         "CognitoIdentityProviders":[{"ProviderName":"{{Provider}}","ClientId":"{{Cognito.ClientId}}"}]}
        """;

    /// <summary>As an app does: unsigned.</summary>
    public Task<CognitoResponse> SendAsync(string operation, string body) =>
        Cognito.SendTargetAsync($"{Prefix}.{operation}", body);

    /// <summary>As an administrator does: signed.</summary>
    public Task<CognitoResponse> SendSignedAsync(string operation, string body) =>
        Cognito.SendSignedTargetAsync("cognito-identity", $"{Prefix}.{operation}", body);

    /// <summary>An administrator's call that must succeed.</summary>
    public async Task<CognitoResponse> AdminAsync(string operation, string body) =>
        (await SendSignedAsync(operation, body)).MustSucceed();

    /// <summary>A new user, signed in.</summary>
    public async Task<string> IdTokenAsync(string email)
    {
        await Cognito.AddUserAsync(email);
        return await SignInAsync(email);
    }

    public async Task<string> SignInAsync(string email) =>
        (await Cognito.SignInAsync(email)).MustSucceed().Text("AuthenticationResult", "IdToken");

    /// <param name="token">Null for a guest.</param>
    /// <param name="provider">The key in Logins; null takes the user pool's.</param>
    public Task<CognitoResponse> TryGetIdAsync(string? token = null, string? provider = null, string? poolId = null) =>
        SendAsync("GetId", $$"""{"IdentityPoolId":"{{poolId ?? PoolId}}"{{Logins(token, provider)}} }""");

    public async Task<string> GetIdAsync(string? token = null, string? provider = null, string? poolId = null) =>
        (await TryGetIdAsync(token, provider, poolId)).MustSucceed().Text("IdentityId");

    public Task<CognitoResponse> TryGetCredentialsAsync(string identityId, string? token = null) => SendAsync(
        "GetCredentialsForIdentity", $$"""{"IdentityId":"{{identityId}}"{{Logins(token, provider: null)}} }""");

    public async Task<Credential> GetCredentialsAsync(string identityId, string? token = null)
    {
        var answer = (await TryGetCredentialsAsync(identityId, token)).MustSucceed();
        return new Credential(
            answer.Text("Credentials", "AccessKeyId"),
            answer.Text("Credentials", "SecretKey"),
            answer.Text("Credentials", "SessionToken"),
            Principal.Anonymous);
    }

    public ValueTask DisposeAsync() => Cognito.DisposeAsync();

    private string Logins(string? token, string? provider) =>
        token is null ? "" : $$""","Logins":{"{{provider ?? Provider}}":"{{token}}"}""";
}
