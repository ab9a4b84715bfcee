using System.Net;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Cognito;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Lambda;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>
/// A host with one pool and one client, and Cognito as a client of the wire sees it: no SDK is on the feed.
/// </summary>
internal sealed class CognitoHost : IAsyncDisposable
{
    public const string Password = "Correct-Horse-1";

    private const string Prefix = "AWSCognitoIdentityProviderService";

    private readonly TestHost _host;

    private CognitoHost(TestHost host) => _host = host;

    public ManualTime Time { get; private init; } = null!;

    public TestHost Host => _host;

    public string PoolId { get; private set; } = "";

    public string ClientId { get; private set; } = "";

    /// <param name="pool">The members of CreateUserPool but the name; empty takes a pool with e-mail names.</param>
    /// <param name="function">A function to deploy, which <paramref name="functions"/> runs.</param>
    /// <param name="data">Where the host keeps its state.</param>
    public static async Task<CognitoHost> StartAsync(
        string pool = "",
        string client = "",
        FunctionHosting? functions = null,
        string? function = null,
        DataFolder? data = null)
    {
        var host = await OpenAsync(new ManualTime(), data, functions);
        if (function is not null)
        {
            host.Host.Services.Functions.Deploy(LambdaHost.Function(function));
        }

        host.PoolId = await host.CreatePoolAsync("people", pool);
        host.ClientId = await host.CreateClientAsync(host.PoolId, client);
        return host;
    }

    /// <summary>A host that has its pool already.</summary>
    public static CognitoHost Of(TestHost host, string poolId, string clientId) =>
        new(host) { PoolId = poolId, ClientId = clientId };

    /// <summary>The next host, at the same time and for the same pool, with the state that is in a folder.</summary>
    public async Task<CognitoHost> StartNextAsync(DataFolder data)
    {
        var next = await OpenAsync(Time, data);
        (next.PoolId, next.ClientId) = (PoolId, ClientId);
        return next;
    }

    public async Task<string> CreatePoolAsync(string name, string more = "")
    {
        const string defaults = """
            "UsernameAttributes":["email"],"AutoVerifiedAttributes":["email"],
            "UsernameConfiguration":{"CaseSensitive":false}
            """;
        var answer = await AdminAsync(
            "CreateUserPool", $$"""{"PoolName":"{{name}}",{{(more.Length > 0 ? more : defaults)}} }""");
        return answer.Text("UserPool", "Id");
    }

    public async Task<string> CreateClientAsync(string poolId, string more = "")
    {
        const string defaults = """
            "ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","ALLOW_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH",
            "ALLOW_ADMIN_USER_PASSWORD_AUTH"]
            """;
        var answer = await AdminAsync(
            "CreateUserPoolClient",
            $$"""
            {"UserPoolId":"{{poolId}}","ClientName":"web",{{(more.Length > 0 ? more + "," : "")}}{{defaults}} }
            """);
        return answer.Text("UserPoolClient", "ClientId");
    }

    /// <summary>As an app does: unsigned.</summary>
    public Task<CognitoResponse> SendAsync(string operation, string body) =>
        SendTargetAsync($"{Prefix}.{operation}", body);

    /// <summary>As an administrator does: signed.</summary>
    public Task<CognitoResponse> SendSignedAsync(string operation, string body) =>
        SendSignedTargetAsync("cognito-idp", $"{Prefix}.{operation}", body);

    /// <summary>An operation of any service of JSON 1.1, unsigned.</summary>
    public async Task<CognitoResponse> SendTargetAsync(string target, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", target);
        request.Content = new StringContent(body, Encoding.UTF8);
        request.Content.Headers.ContentType = new("application/x-amz-json-1.1");
        using var response = await _host.Http.SendAsync(request);
        return await CognitoResponse.ReadAsync(response);
    }

    public async Task<CognitoResponse> SendSignedTargetAsync(string service, string target, string body)
    {
        using var response = await _host.SendSignedAsync(
            service,
            HttpMethod.Post,
            "/",
            body,
            $"X-Amz-Target: {target}",
            "Content-Type: application/x-amz-json-1.1");
        return await CognitoResponse.ReadAsync(response);
    }

    /// <summary>An administrator's call that must succeed.</summary>
    public async Task<CognitoResponse> AdminAsync(string operation, string body) =>
        (await SendSignedAsync(operation, body)).MustSucceed();

    /// <summary>An app's call that must succeed.</summary>
    public async Task<CognitoResponse> AppAsync(string operation, string body) =>
        (await SendAsync(operation, body)).MustSucceed();

    public Task<CognitoResponse> SignUpAsync(string email, string password = Password, string more = "") => SendAsync(
        "SignUp",
        $$"""
        {"ClientId":"{{ClientId}}","Username":"{{email}}","Password":{{JsonSerializer.Serialize(password)}}{{more}} }
        """);

    public Task<CognitoResponse> ConfirmAsync(string email, string code) => SendAsync(
        "ConfirmSignUp",
        $$"""{"ClientId":"{{ClientId}}","Username":"{{email}}","ConfirmationCode":"{{code}}"}""");

    /// <summary>A user who has signed up and confirmed.</summary>
    public async Task<string> AddUserAsync(string email, string more = "")
    {
        var sub = (await SignUpAsync(email, more: more)).MustSucceed().Text("UserSub");
        (await ConfirmAsync(email, CodeFor(email))).MustSucceed();
        return sub;
    }

    public Task<CognitoResponse> SignInAsync(string email, string password = Password) => SendAsync(
        "InitiateAuth",
        $$"""
        {"ClientId":"{{ClientId}}","AuthFlow":"USER_PASSWORD_AUTH",
         "AuthParameters":{"USERNAME":"{{email}}","PASSWORD":{{JsonSerializer.Serialize(password)}} } }
        """);

    public Task<CognitoResponse> RefreshAsync(string token) => SendAsync(
        "GetTokensFromRefreshToken", $$"""{"ClientId":"{{ClientId}}","RefreshToken":"{{token}}"}""");

    public Task<CognitoResponse> GetUserAsync(string token) =>
        SendAsync("GetUser", $$"""{"AccessToken":"{{token}}"}""");

    public async Task<string> AccessTokenAsync(string email) =>
        (await SignInAsync(email)).MustSucceed().Text("AuthenticationResult", "AccessToken");

    /// <summary>The six digits of the newest mail to an address.</summary>
    public string CodeFor(string email)
    {
        var html = MailFor(email).Html;
        var digits = html.AsSpan(html.IndexOfAnyInRange('0', '9'));
        return digits[..6].ToString();
    }

    public (string Subject, string Html) MailFor(string email)
    {
        var mail = _host.Services.Ses.Mailbox.List(m => m.Recipients.To.Contains(email), null, 1).Single();
        return (mail.Content.Subject, mail.Content.Html!);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static async Task<CognitoHost> OpenAsync(
        ManualTime time, DataFolder? data, FunctionHosting? functions = null) =>
        new(await TestHost.StartAsync(new LocalAwsOptions
        {
            Time = time,
            DataFolder = data is null ? null : new DirectoryInfo(data.Path),
            Functions = functions ?? new FunctionHosting.External(),
            Cognito = new CognitoOptions { PasswordIterations = 10 },
        }))
        { Time = time };
}

/// <summary>A response: its status, and its body, of an error, too.</summary>
internal sealed record CognitoResponse(HttpStatusCode Status, JsonElement Body)
{
    public static async Task<CognitoResponse> ReadAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return new CognitoResponse(response.StatusCode, document.RootElement.Clone());
    }

    public string ErrorCode => Body.TryGetProperty("__type", out var type) ? type.GetString()! : "";

    public string Message => Body.TryGetProperty("message", out var message) ? message.GetString()! : "";

    public CognitoResponse MustSucceed()
    {
        Assert.True(Status == HttpStatusCode.OK, $"{Status} {Body}");
        return this;
    }

    public void MustFail(string code, string message)
    {
        Assert.Equal((HttpStatusCode.BadRequest, code, message), (Status, ErrorCode, Message));
    }

    public JsonElement Member(params ReadOnlySpan<string> path)
    {
        var value = Body;
        foreach (var name in path)
        {
            value = value.GetProperty(name);
        }

        return value;
    }

    public string Text(params ReadOnlySpan<string> path) => Member(path).GetString()!;
}
