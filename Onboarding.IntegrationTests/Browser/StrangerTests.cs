using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Onboarding.IntegrationTests.Browser;

/// <summary>
/// docs/adr/0013-let-no-stranger-in.md in a real browser: the host refuses every request of a foreign page, and
/// nothing changes.
/// </summary>
[Trait("Category", "Slow")]
public sealed partial class StrangerTests(BrowserStack stack) : IClassFixture<BrowserStack>
{
    private string ForeignPage => $"http://{Chromium.ForeignName}:{stack.Site.Port}/";

    [ChromiumTheory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("stranger.localhost")]
    public async Task A_page_of_another_site_reaches_nothing(string edgeName)
    {
        await using var visit = await stack.VisitAsync(ForeignPage);
        await AttackAsync(visit, $"http://{edgeName}:{stack.Port}");
    }

    [ChromiumFact]
    public async Task A_page_whose_name_was_pointed_here_reaches_nothing()
    {
        var edge = $"http://{Chromium.RebindingName}:{stack.Port}";
        await using var visit = await stack.VisitReboundAsync(edge);
        await AttackAsync(visit, edge);
    }

    [ChromiumTheory]
    [InlineData("/_localaws/mail", 200)]
    [InlineData("/_localaws/health", 403)]
    [InlineData("/_localaws/event-sources", 403)]
    [InlineData("/registrations/nobody", 403)]
    [InlineData("/onboarding-RegisterFunction/2018-06-01/runtime/invocation/next", 403)]
    [InlineData("presigned", 403)]
    public async Task A_link_on_another_site_leads_to_the_mailbox_only(string path, int status)
    {
        var edge = $"http://127.0.0.1:{stack.Port}";
        var url = path == "presigned"
            ? PresignedUrl.Of(edge, "s3", "GET", $"/{StrangerTargets.Bucket}/{StrangerTargets.Key}")
            : edge + path;
        stack.Site.Serve("/link", $"<!doctype html><a href='{url.Replace("&", "&amp;")}'>win</a>");
        await using var visit = await stack.VisitAsync(ForeignPage + "link");
        var answer = await visit.Page.RunAndWaitForResponseAsync(
            () => visit.Page.GetByText("win").ClickAsync(), response => response.Url == url);
        Assert.Equal(status, answer.Status);
        if (status == 200)
        {
            await ReadNewestMailAsync(visit.Page);
        }
    }

    [ChromiumFact]
    public async Task A_window_that_another_site_opens_is_out_of_its_hands()
    {
        await using var visit = await stack.VisitAsync(ForeignPage);
        var mailbox = await visit.Page.RunAndWaitForPopupAsync(() => visit.Page.EvaluateAsync(
            "url => { window.held = window.open(url); }", $"http://127.0.0.1:{stack.Port}/_localaws/mail"));
        await mailbox.WaitForLoadStateAsync();
        Assert.Contains("/_localaws/mail", mailbox.Url, StringComparison.Ordinal);
        Assert.True(await mailbox.EvaluateAsync<bool>("() => window.opener === null"));
        await visit.Page.WaitForFunctionAsync("() => window.held.closed");
    }

    [ChromiumTheory]
    [InlineData("mail")]
    [InlineData("reset")]
    [InlineData("createUser")]
    public async Task A_form_of_another_site_is_sent_for_nothing(string what)
    {
        var edge = $"http://127.0.0.1:{stack.Port}";
        var targets = JsonSerializer.SerializeToElement(
            StrangerTargets.Of(stack, edge, await stack.MappingAsync()));
        var (action, name, value) = what switch
        {
            "mail" => (Text("formMail"), Text("formName"), Text("formValue")),
            "reset" => ($"{edge}/_localaws/reset", "a", "b"),
            _ => ($"{edge}/createUser", Text("formUserName"), Text("formUserValue")),
        };
        var before = await stack.StateAsync();
        await using var visit = await stack.VisitAsync(ForeignPage);
        var answer = await visit.Page.RunAndWaitForResponseAsync(
            () => visit.Page.EvaluateAsync(
                """
                ([action, name, value]) => {
                  const form = document.createElement('form');
                  const field = document.createElement('input');
                  Object.assign(form, { method: 'POST', action, enctype: 'text/plain' });
                  Object.assign(field, { name, value });
                  form.append(field);
                  document.body.append(form);
                  form.submit();
                }
                """,
                new[] { action, name, value }),
            response => response.Request.Method == "POST");
        Assert.Equal(403, answer.Status);
        Assert.Equal(before, await stack.StateAsync());

        string Text(string member) => targets.GetProperty(member).GetString()!;
    }

    /// <summary>The developer opens it; its script would be of one origin with everything here.</summary>
    [ChromiumFact]
    public async Task An_object_of_a_bucket_that_is_opened_runs_no_script()
    {
        var before = await stack.StateAsync();
        await using var visit = await stack.VisitAsync(PresignedUrl.Of(
            $"http://127.0.0.1:{stack.Port}", "s3", "GET", $"/{StrangerTargets.Bucket}/{StrangerTargets.Key}"));
        Assert.Equal("uploaded", await visit.Page.TitleAsync());
        Assert.Equal(("GET", 200), visit.Answers.Select(a => (a.Method, a.Status)).Single());
        Assert.Equal(before, await stack.StateAsync());
    }

    /// <summary>It works as a page, too: a mail's HTML is a frame of it, which its own policy allows.</summary>
    private async Task ReadNewestMailAsync(IPage mailbox)
    {
        var signUp = JsonSerializer.Serialize(StrangerTargets.SignUp(stack, "mailbox@example.com"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(signUp) };
        request.Headers.Add("X-Amz-Target", "AWSCognitoIdentityProviderService.SignUp");
        using var signedUp = await stack.Http.SendAsync(request);
        Assert.True(signedUp.IsSuccessStatusCode, await signedUp.Content.ReadAsStringAsync());
        await mailbox.ReloadAsync();
        await mailbox.GetByRole(AriaRole.Row, new() { Name = "mailbox@example.com" })
            .GetByRole(AriaRole.Link).ClickAsync();
        await mailbox.FrameLocator("iframe").GetByText(SixDigits()).First.WaitForAsync();
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();

    private async Task AttackAsync(Visit visit, string edge)
    {
        visit.Answers.Clear();
        var before = await stack.StateAsync();
        var outcomes = await Attacks.RunAsync(stack, visit, edge);
        Assert.True(outcomes.Count >= 35, "attacks are missing");
        Assert.All(outcomes, o => Assert.False(
            o.Value is "silent" || o.Value.StartsWith('2'), $"{o.Key}: {o.Value}"));
        var answers = visit.Answers.Where(a => a.Url.StartsWith(edge, StringComparison.Ordinal)).ToList();
        Assert.True(answers.Count > 15, "the browser sent less than it was told to");
        Assert.All(answers, a => Assert.True(a.Status == 403, $"{a}"));
        Assert.Equal(before, await stack.StateAsync());
        await stack.RegisterAsync($"{new Uri(edge).Host}@example.com");
    }
}
