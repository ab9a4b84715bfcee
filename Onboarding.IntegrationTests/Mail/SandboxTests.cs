using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Onboarding.AppHost.Graph;
using Onboarding.IntegrationTests.Host;
using Onboarding.IntegrationTests.Stack;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.IntegrationTests.Mail;

/// <summary>The pipeline as it runs in an account that AWS has not let out of SES's sandbox.</summary>
public sealed partial class SandboxTests : IAsyncLifetime
{
    private readonly RunningStack _stack = new(new OnboardingOptions { Ses = SesMode.Sandbox });

    public Task InitializeAsync() => _stack.InitializeAsync();

    public Task DisposeAsync() => _stack.DisposeAsync();

    [Fact]
    public async Task Nobody_is_mailed_before_sender_and_recipient_have_opened_their_links()
    {
        await RefusedAsync("ada@example.net");
        await OpenAsync("welcome@example.com");
        await RefusedAsync("bob@example.net");
        Assert.Empty(await _stack.MailsAsync("bob@example.net"));

        // The simulator's addresses need no link.
        await CompletedAsync("success+carol@simulator.amazonses.com");
        await _stack.CreateEmailIdentityAsync("dora@example.net");
        await OpenAsync("dora@example.net");
        await CompletedAsync("dora@example.net");
        var mails = await _stack.MailsAsync("dora@example.net");
        Assert.Equal("Welcome", mails[0].GetProperty("subject").GetString());
        Assert.Equal(2, mails.Count);
    }

    [Fact]
    public async Task The_command_line_has_it()
    {
        await using var host = HostProcess.Start(
            "aws", "--port", "0", "--no-dashboard", "--iam", "off", "--ses", "sandbox", "--ready-file", "{ready}");
        var edge = (await host.ReadyAsync()).GetProperty("edgeUrl").GetString();
        var account = await _stack.Api.GetFromJsonAsync<JsonElement>(new Uri(new Uri(edge!), "/v2/email/account"));
        Assert.False(account.GetProperty("ProductionAccessEnabled").GetBoolean());
    }

    private async Task RefusedAsync(string email)
    {
        var registration = await EndOfAsync(email);
        Assert.Equal("failed", registration.GetProperty("status").GetString());
        Assert.Equal("mail_rejected", registration.GetProperty("reason").GetString());
    }

    private async Task CompletedAsync(string email) =>
        Assert.Equal("completed", (await EndOfAsync(email)).GetProperty("status").GetString());

    private async Task<JsonElement> EndOfAsync(string email)
    {
        var userId = await _stack.RegisteredAsync(new { email, name = "Ada", phone = "+442079460000" });
        return await _stack.ReachedAsync(userId, "completed", "failed");
    }

    /// <summary>Follows the link of the newest mail to an address.</summary>
    private async Task OpenAsync(string address)
    {
        var id = (await _stack.MailsAsync(address))[0].GetProperty("messageId").GetString();
        var mail = await _stack.Api.GetFromJsonAsync<JsonElement>($"{_stack.Ready.MailboxUrl}/{id}");
        await _stack.Api.GetStringAsync(Link().Match(mail.GetProperty("text").GetString()!).Value);
    }

    [GeneratedRegex("http://[^\\s]+/_localaws/ses/verify[^\\s]+")]
    private static partial Regex Link();
}
