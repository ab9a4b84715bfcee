using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Onboarding.IntegrationTests.Browser;
using Onboarding.IntegrationTests.Stack;
using static Microsoft.Playwright.Assertions;

namespace Onboarding.IntegrationTests.Traces;

/// <summary>
/// The dashboard's Resources and Console pages as a person uses them. Pictures of what was seen are in
/// TestResults/dashboard, and with SCREENSHOTS set to a folder there, too.
/// </summary>
[Collection(DashboardCollection.Name)]
[Trait("Category", "Slow")]
public sealed class DashboardResourceTests
{
    private const string Enrich = "onboarding-EnrichFunction";
    private const string Failed = "failed: domain_not_registered";

    [DashboardPageFact]
    public async Task A_failed_registration_is_followed_from_its_resource_to_its_log_to_its_trace()
    {
        await using var host = await DashboardHost.StartAsync();
        await host.EndedAsync("ada@bad.invalid", Failed);
        await using var chromium = await Chromium.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var page = await SignInAsync(context, host);

        await Expect(Row(page, Enrich)).ToBeVisibleAsync(Visible);
        await Expect(Row(page, "onboarding-DeadLetterQueue")).ToBeVisibleAsync(Visible);
        await ShootAsync(page, "dashboard-resources");

        await Row(page, Enrich).GetByTitle("Console logs").First.ClickAsync();
        await Expect(page.GetByText(Failed).First).ToBeVisibleAsync(Visible);
        await Expect(page.GetByText("ada@bad")).ToHaveCountAsync(0);
        await ShootAsync(page, "dashboard-console");

        await page.GotoAsync(new Uri(host.Url, $"/structuredlogs/resource/{Enrich}").OriginalString);
        var entry = page.Locator("tr").Filter(new LocatorFilterOptions { HasText = "domain_not_reg" }).First;
        await Expect(entry).ToBeVisibleAsync(Visible);
        await ShootAsync(page, "dashboard-structured-log");
        await entry.Locator("a").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/traces/detail/[0-9a-f]{32}"));
        await Expect(page.GetByText(Failed).First).ToBeVisibleAsync(Visible);
        await Expect(page.GetByText("POST /register").First).ToBeVisibleAsync(Visible);
        await ShootAsync(page, "dashboard-trace-of-log");
        await page.GotoAsync("about:blank");
    }

    [DashboardPageFact]
    public async Task Commands_run_and_their_effect_shows_without_a_reload()
    {
        await using var host = await DashboardHost.StartAsync();
        await using var chromium = await Chromium.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var page = await SignInAsync(context, host);
        var source = Row(page, "onboarding-UsersTable →");

        await source.GetByTitle("Holds deliveries back").First.ClickAsync();
        await Expect(source.GetByText("Paused")).ToBeVisibleAsync(Visible);
        await ShootAsync(page, "dashboard-paused");
        await source.GetByTitle("Goes on with what has waited").First.ClickAsync();
        await Expect(source.GetByText("Running")).ToBeVisibleAsync(Visible);

        await Row(page, "localaws").GetByTitle("Forgets everything").First.ClickAsync();
        await Expect(page.GetByText("Every table, queue, object, mail and user is deleted.")).ToBeVisibleAsync(Visible);
        await ShootAsync(page, "dashboard-reset");
        await page.GetByText("Yes", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await Expect(page.GetByText("\"Reset\" succeeded").First).ToBeVisibleAsync(Visible);
        await page.GotoAsync("about:blank");
    }

    [DashboardPageFact]
    public async Task Without_the_login_link_no_page_and_no_telemetry_is_shown()
    {
        await using var host = await DashboardHost.StartAsync();
        await host.FoundAsync(spans => spans.Count > 0, "span");
        await using var chromium = await Chromium.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(host.Url.OriginalString);
        await Expect(page).ToHaveURLAsync(new Regex("/login"));
        await ShootAsync(page, "dashboard-login");
        using var stranger = new HttpClient { BaseAddress = host.Url };
        using var refused = await stranger.GetAsync("/api/telemetry/traces");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
        await page.GotoAsync("about:blank");
    }

    private static LocatorAssertionsToBeVisibleOptions Visible { get; } = new() { Timeout = 30_000 };

    private static async Task<IPage> SignInAsync(IBrowserContext context, DashboardHost host)
    {
        // The dashboard listens once a span is there to be read.
        await host.FoundAsync(spans => spans.Count > 0, "span");
        var page = await context.NewPageAsync();
        await page.SetViewportSizeAsync(1600, 1250);
        await page.GotoAsync(host.LoginUrl.OriginalString);
        return page;
    }

    private static ILocator Row(IPage page, string name) =>
        page.Locator("tr").Filter(new LocatorFilterOptions { HasText = name }).First;

    private static async Task ShootAsync(IPage page, string name)
    {
        string[] folders =
        [
            Path.Combine(RepositoryFolder.Root, "TestResults", "dashboard"),
            .. Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } own ? [own] : Array.Empty<string>(),
        ];
        foreach (var folder in folders)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
