using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Onboarding.IntegrationTests.Stack;

namespace Onboarding.IntegrationTests.Host;

/// <summary>A data folder outlives the host: users, buckets, mail, the user pool and the development key.</summary>
public sealed partial class RestartTests
{
    private const string Password = "Correct-Horse-9-Battery";

    [Fact]
    public async Task A_restart_with_the_same_data_folder_goes_on_where_the_host_stopped()
    {
        using var data = new TemporaryFolder();
        var (key, userId) = await RunAsync(data, async run =>
        {
            var answer = await RegisterAsync(run.Api, "first@example.com");
            var id = answer.GetProperty("userId").GetString()!;
            await ReachedAsync(run.Api, id);
            return id;
        });

        var (sameKey, again) = await RunAsync(data, async run =>
        {
            await ReachedAsync(run.Api, userId);
            using var known = await run.Api.PostAsync("/register", Body("first@example.com"));
            Assert.Equal(HttpStatusCode.Conflict, known.StatusCode);
            var mails = await run.Api.GetFromJsonAsync<JsonElement>("/_localaws/mail?to=first@example.com");
            Assert.Equal(1, mails.GetArrayLength());
            var next = (await RegisterAsync(run.Api, "second@example.com")).GetProperty("userId").GetString()!;
            await ReachedAsync(run.Api, next);
            return next;
        });

        Assert.Equal(key, sameKey);
        Assert.NotEqual(userId, again);
    }

    [Fact]
    public async Task A_user_of_the_pool_goes_on_with_the_token_from_before_a_restart()
    {
        using var data = new TemporaryFolder();
        var seeds = Path.Combine(data.Path, "users.jsonl");
        await File.WriteAllTextAsync(
            seeds, $$"""{"email":"seed@example.com","name":"Seed","password":"{{Password}}"}""");
        var (token, poolId, port) = ("", "", 0);
        var (_, sub) = await RunAsync(data, async run =>
        {
            port = run.Api.BaseAddress!.Port;
            poolId = run.PoolId;
            Assert.EndsWith(": 1 created, 0 existed.", await SeedAsync(run, seeds));
            var user = await SignUpAsync(run, "pool@example.com");
            token = await SignInAsync(run, "pool@example.com");
            Assert.Equal(user, await MeAsync(run, token));
            return user;
        });

        // Tokens name their issuer, which is the host's own address: as for people, the port stays.
        await RunAsync(
            data,
            async run =>
            {
                Assert.Equal(poolId, run.PoolId);
                Assert.Equal(sub, await MeAsync(run, token));
                Assert.Equal(sub, await MeAsync(run, await SignInAsync(run, "pool@example.com")));
                Assert.EndsWith(": 0 created, 1 existed.", await SeedAsync(run, seeds));
                await SignInAsync(run, "seed@example.com");
                // The pool's trigger is this process's function: it stores the users who confirm now.
                var next = await SignUpAsync(run, "later@example.com");
                Assert.Equal(next, await MeAsync(run, await SignInAsync(run, "later@example.com")));
                return "";
            },
            port);
    }

    private static async Task<(string Key, string Result)> RunAsync(
        TemporaryFolder data, Func<Run, Task<string>> use, int port = 0)
    {
        await using var host = HostProcess.Start(
            "--port", $"{port}", "--no-dashboard", "--data", data.Path, "--ready-file", "{ready}");
        var ready = await host.ReadyAsync();
        var key = ready.GetProperty("apiKey").GetString()!;
        using var api = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        api.DefaultRequestHeaders.Add("x-api-key", key);
        var result = await use(new Run(api, ready));
        host.Interrupt();
        Assert.Equal(0, await host.ExitedAsync());
        return (key, result);
    }

    private static async Task<JsonElement> RegisterAsync(HttpClient api, string email)
    {
        using var response = await api.PostAsync("/register", Body(email));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task ReachedAsync(HttpClient api, string userId)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            var registration = await api.GetFromJsonAsync<JsonElement>($"/registrations/{userId}", deadline.Token);
            if (registration.GetProperty("status").GetString() == "completed")
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, deadline.Token);
        }
    }

    /// <summary>Signs up and confirms with the code that was mailed; returns the sub.</summary>
    private static async Task<string> SignUpAsync(Run run, string email)
    {
        var answer = await CallAsync(run, "SignUp", new
        {
            run.ClientId,
            Username = email,
            Password,
            UserAttributes = new[] { new { Name = "name", Value = "Restart" } },
        });
        var mails = await run.Api.GetFromJsonAsync<JsonElement>($"/_localaws/mail?to={email}");
        var id = Assert.Single(mails.EnumerateArray()).GetProperty("messageId").GetString();
        var mail = await run.Api.GetFromJsonAsync<JsonElement>($"/_localaws/mail/{id}");
        var code = SixDigits().Match(mail.GetProperty("html").GetString()!).Value;
        await CallAsync(run, "ConfirmSignUp", new { run.ClientId, Username = email, ConfirmationCode = code });
        return answer.GetProperty("UserSub").GetString()!;
    }

    /// <summary>The access token.</summary>
    private static async Task<string> SignInAsync(Run run, string email)
    {
        var answer = await CallAsync(run, "InitiateAuth", new
        {
            run.ClientId,
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = email, PASSWORD = Password },
        });
        return answer.GetProperty("AuthenticationResult").GetProperty("AccessToken").GetString()!;
    }

    private static async Task<JsonElement> CallAsync(Run run, string operation, object input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", $"AWSCognitoIdentityProviderService.{operation}");
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(input, input.GetType()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        using var response = await run.Api.SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{operation}: {response.StatusCode} {body}");
        return body;
    }

    /// <summary>GET /me behind the pool's authorizer; returns the user's id.</summary>
    private static async Task<string> MeAsync(Run run, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await run.Api.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("userId").GetString()!;
    }

    private static async Task<string> SeedAsync(Run run, string file)
    {
        await using var command = HostProcess.Start(
            "users", "seed", file, "--endpoint", run.Api.BaseAddress!.GetLeftPart(UriPartial.Authority));
        var code = await command.ExitedAsync();
        Assert.True(code == 0, command.Error);
        return command.Output;
    }

    private static StringContent Body(string email) => RunningStack.Json(
        new { email, name = "Restart", phone = "+442079460000" });

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();

    /// <summary>One run of the host.</summary>
    private sealed record Run(HttpClient Api, JsonElement Ready)
    {
        public string PoolId => Ready.GetProperty("outputs").GetProperty("UserPoolId").GetString()!;

        public string ClientId => Ready.GetProperty("outputs").GetProperty("UserPoolClientId").GetString()!;
    }
}
