using System.Text.Json;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Sqs;

namespace Onboarding.LocalAws.Tests.Ses;

/// <summary>
/// Documented(https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutSuppressedDestination.html and its
/// siblings, https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html).
/// </summary>
public sealed class SuppressionTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(new LocalAwsOptions { Time = _time });
        await _host.VerifyAsync("example.com");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Puts_gets_lists_and_deletes()
    {
        await PutAsync("a@example.net", "BOUNCE");
        _time.Advance(TimeSpan.FromHours(1));
        await PutAsync("b@example.net", "COMPLAINT");
        await PutAsync("c@example.net", "BOUNCE");

        var got = (await _host.SesOkAsync(HttpMethod.Get, "suppression/addresses/a%40example.net"))
            .GetProperty("SuppressedDestination");
        Assert.Equal(("a@example.net", "BOUNCE"), (got.Text("EmailAddress"), got.Text("Reason")));
        Assert.Equal(
            _time.GetUtcNow().ToUnixTimeSeconds() - 3600, got.GetProperty("LastUpdateTime").GetDouble());

        Assert.Equal(["a@example.net", "b@example.net", "c@example.net"], await ListAsync(""));
        Assert.Equal(["a@example.net", "c@example.net"], await ListAsync("?Reason=BOUNCE"));
        Assert.Equal(
            ["a@example.net", "b@example.net", "c@example.net"], await ListAsync("?Reason=BOUNCE&Reason=COMPLAINT"));
        Assert.Equal(["b@example.net", "c@example.net"], await ListAsync("?StartDate=2026-11-20T12%3A30%3A00Z"));
        Assert.Equal(["a@example.net"], await ListAsync("?EndDate=2026-11-20T12%3A30%3A00Z"));
        var page = await _host.SesOkAsync(HttpMethod.Get, "suppression/addresses?PageSize=2");
        Assert.Equal(["c@example.net"], await ListAsync($"?NextToken={Uri.EscapeDataString(page.Text("NextToken"))}"));

        await PutAsync("a@example.net", "COMPLAINT");
        Assert.Equal(["c@example.net"], await ListAsync("?Reason=BOUNCE"));
        await _host.SesOkAsync(HttpMethod.Delete, "suppression/addresses/a%40example.net");
        const string gone =
            "404 NotFoundException: Email address a@example.net does not exist on your suppression list.";
        Assert.Equal(gone, await _host.SesFaultAsync(HttpMethod.Get, "suppression/addresses/a%40example.net"));
        Assert.Equal(gone, await _host.SesFaultAsync(HttpMethod.Delete, "suppression/addresses/a%40example.net"));
    }

    [Theory]
    [InlineData("""{"Reason":"BOUNCE"}""", "EmailAddress is required.")]
    [InlineData("""{"EmailAddress":"Ada <a@b.c>","Reason":"BOUNCE"}""", "Invalid email address Ada <a@b.c>.")]
    [InlineData("""{"EmailAddress":"a@b.c"}""", "Reason is required.")]
    [InlineData(
        """{"EmailAddress":"a@b.c","Reason":"SPAM"}""",
        "1 validation error detected: Value 'SPAM' at 'reason' failed to satisfy constraint: Member must satisfy enum "
        + "value set: [BOUNCE, COMPLAINT]")]
    public async Task Rejects(string body, string fault) => Assert.Equal(
        "400 BadRequestException: " + fault, await _host.SesFaultAsync(HttpMethod.Put, "suppression/addresses", body));

    [Fact]
    public async Task Accepts_a_message_to_an_address_on_the_list_and_does_not_deliver_it()
    {
        await PutAsync("a@example.net", "BOUNCE");
        await PutAsync("b@example.net", "COMPLAINT");
        Assert.Equal("not sent: on the account's suppression list after a bounce", await WhyAsync("A@example.net"));
        Assert.Equal("not sent: on the account's suppression list after a complaint", await WhyAsync("b@example.net"));
        Assert.Null(await WhyAsync("c@example.net"));
    }

    [Fact]
    public async Task Heeds_the_reasons_of_the_account_unless_the_configuration_set_has_its_own()
    {
        await PutAsync("a@example.net", "BOUNCE");
        await _host.SesOkAsync(HttpMethod.Put, "account/suppression", """{"SuppressedReasons":["COMPLAINT"]}""");
        Assert.Null(await WhyAsync("a@example.net"));
        await _host.SesOkAsync(
            HttpMethod.Post,
            "configuration-sets",
            """{"ConfigurationSetName":"set","SuppressionOptions":{"SuppressedReasons":["BOUNCE"]}}""");
        Assert.NotNull(await WhyAsync("a@example.net", "set"));
        await _host.SesOkAsync(HttpMethod.Put, "account/suppression", "{}");
        Assert.Null(await WhyAsync("a@example.net"));
    }

    private Task<JsonElement> PutAsync(string address, string reason) => _host.SesOkAsync(
        HttpMethod.Put,
        "suppression/addresses",
        $$"""{"EmailAddress":"{{address}}","Reason":"{{reason}}"}""");

    private async Task<IEnumerable<string>> ListAsync(string query) =>
        (await _host.SesOkAsync(HttpMethod.Get, "suppression/addresses" + query))
        .GetProperty("SuppressedDestinationSummaries").EnumerateArray().Select(a => a.Text("EmailAddress"));

    /// <summary>Why a message does not reach its recipient; null where it does.</summary>
    private async Task<string?> WhyAsync(string to, string? set = null)
    {
        var sent = await _host.SesOkAsync(
            HttpMethod.Post,
            "outbound-emails",
            (set is null ? "{" : $$"""{"ConfigurationSetName":"{{set}}",""") + SesHost.Simple(to)[1..]);
        var mail = JsonDocument.Parse(await _host.Http.GetStringAsync($"/_localaws/mail/{sent.Text("MessageId")}"));
        return mail.RootElement.TryGetProperty("undelivered", out var undelivered) ? undelivered[0].Text("why") : null;
    }
}
