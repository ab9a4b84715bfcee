using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Onboarding.IntegrationTests.Host;

namespace Onboarding.IntegrationTests.Memory;

/// <summary>A real host process that many want something of at a time.</summary>
[Trait("Category", "Slow")]
public sealed class CrowdTests
{
    private const int Crowd = 64;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    [LinuxFact]
    public async Task Nobody_locks_the_emulator_by_holding_more_connections_than_it_has_files()
    {
        await using var host = HostProcess.StartWithFiles(
            250, "aws", "--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var url = new Uri((await host.ReadyAsync()).GetProperty("edgeUrl").GetString()!);
        using var held = new HeldConnections(url);
        await held.HoldAsync(300);
        for (var i = 0; i < 20; i++)
        {
            // Each on a connection of its own.
            using var http = new HttpClient { BaseAddress = url, Timeout = Longest };
            using var answer = await http.GetAsync("/_localaws/health");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>
    /// The whole stack with its functions takes up to 240 files by itself, so that a registration may fail beside a
    /// crowd; the process goes on, and registers again once the crowd has gone.
    /// </summary>
    [LinuxFact]
    public async Task A_stack_with_too_few_files_outlives_those_who_hold_connections()
    {
        await using var host = HostProcess.StartWithFiles(
            300, "--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var ready = await host.ReadyAsync();
        using (var held = new HeldConnections(new Uri(ready.GetProperty("edgeUrl").GetString()!)))
        {
            await held.HoldAsync(300);
            for (var i = 0; i < 10; i++)
            {
                await TryRegisterAsync(ready, $"held-{i}");
            }
        }

        var started = Stopwatch.GetTimestamp();
        for (var i = 0; !await TryRegisterAsync(ready, $"after-{i}"); i++)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Longest, host.Output);
        }

        Assert.DoesNotContain("Out of memory", host.Output + host.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("USER_PASSWORD_AUTH")]
    [InlineData("USER_SRP_AUTH")]
    public async Task Registrations_are_not_held_up_by_64_sign_ins(string flow)
    {
        await using var host = HostProcess.Start("--port", "0", "--no-dashboard", "--ready-file", "{ready}");
        var ready = await host.ReadyAsync();
        Assert.True(await TryRegisterAsync(ready, "warm"));
        await CognitoAsync(ready, "SignUp", new
        {
            ClientId = ClientIdOf(ready),
            Username = "ada@example.com",
            Password = "Correct-Horse-9-Battery",
            UserAttributes = new[] { new { Name = "name", Value = "Ada" } },
        });
        using var enough = new CancellationTokenSource();
        var signedIn = 0;
        var crowd = Enumerable.Range(0, Crowd).Select(async _ =>
        {
            while (!enough.IsCancellationRequested)
            {
                Assert.NotEqual(HttpStatusCode.InternalServerError, await SignInAsync(ready, flow));
                Interlocked.Increment(ref signedIn);
            }
        }).ToArray();
        const int Registrations = 8;
        for (var i = 0; i < Registrations; i++)
        {
            Assert.True(await TryRegisterAsync(ready, $"during-{i}"));
        }

        var overtaken = Volatile.Read(ref signedIn);
        await enough.CancelAsync();
        await Task.WhenAll(crowd);
        // A registration that waits for the sign-ins before it lets the whole crowd through, at each of its steps.
        Assert.True(overtaken < Registrations * Crowd, $"{overtaken} sign-ins before {Registrations} registrations");
    }

    private static Task<HttpStatusCode> SignInAsync(JsonElement ready, string flow) =>
        CognitoAsync(ready, "InitiateAuth", new
        {
            ClientId = ClientIdOf(ready),
            AuthFlow = flow,
            AuthParameters = new
            {
                USERNAME = "ada@example.com",
                PASSWORD = "Correct-Horse-9-Battery",
                SRP_A = new string('a', 768),
            },
        });

    private static string ClientIdOf(JsonElement ready) =>
        ready.GetProperty("outputs").GetProperty("UserPoolClientId").GetString()!;

    private static async Task<HttpStatusCode> CognitoAsync(JsonElement ready, string operation, object input)
    {
        using var http = new HttpClient { Timeout = Longest };
        using var request = new HttpRequestMessage(HttpMethod.Post, ready.GetProperty("edgeUrl").GetString())
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(input, input.GetType())),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <returns>False for any other answer than 202, or none.</returns>
    private static async Task<bool> TryRegisterAsync(JsonElement ready, string name)
    {
        using var http = new HttpClient { BaseAddress = new Uri(ready.GetProperty("apiUrl").GetString()!) };
        http.Timeout = Longest;
        http.DefaultRequestHeaders.Add("x-api-key", ready.GetProperty("apiKey").GetString());
        try
        {
            using var answer = await http.PostAsJsonAsync(
                "/register", new { email = $"{name}@example.com", name = "Ada", phone = "+442079460000" });
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (HttpRequestException)
        {
            // The host aborted this idle connection to admit another.
            return false;
        }
    }
}
