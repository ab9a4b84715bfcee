using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Onboarding.IntegrationTests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Onboarding.IntegrationTests.Traces;

/// <summary>
/// The dashboard as a person looks at it. With SCREENSHOTS set to a folder the pictures of docs/images are made again:
/// <c>SCREENSHOTS=$PWD/docs/images dotnet test Onboarding.IntegrationTests --settings eng/tests.slow.runsettings
/// --filter FullyQualifiedName~DashboardPage</c>.
/// </summary>
[Collection(DashboardCollection.Name)]
[Trait("Category", "Slow")]
public sealed partial class DashboardPageTests
{
    private const string Failed = "failed: domain_not_registered";
    private const string Why = "The registry does not know the domain of the e-mail address.";

    [DashboardPageFact]
    public async Task A_failed_registration_is_two_clicks_from_its_reason_and_every_outcome_is_one_row()
    {
        await using var host = await DashboardHost.StartAsync();
        await host.EndedAsync("good@example.com", "SESv2/SendEmail");
        await host.EndedAsync("bad@nowhere.invalid", Failed);
        using (await host.RegisterAsync("none@example.com", key: "onb_wrong"))
        using (await host.RegisterAsync("good@example.com"))
        {
            // Two more rows: refused by the authorizer, and known already.
        }

        var spans = await host.FoundAsync(
            all => all.Count(span => span.ParentId.Length == 0) == 5, "five rows");
        Assert.Equal(
            [
                "POST /register", "POST /register", "POST /register 403 Forbidden", "POST /register 409 Conflict",
                "provision onboarding",
            ],
            spans.Where(span => span.ParentId.Length == 0).Select(span => span.Name).Order(StringComparer.Ordinal));

        await using var chromium = await Chromium.StartAsync();
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetViewportSizeAsync(1440, 640);
        await page.GotoAsync(host.LoginUrl.OriginalString);
        await page.GotoAsync(new Uri(host.Url, "/traces").OriginalString);
        var rows = page.Locator("tr.trace-row-error");
        var failed = rows.Filter(new LocatorFilterOptions { HasTextRegex = GoodName() });
        await Expect(failed).ToHaveCountAsync(1, Patient);
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.Filter(new LocatorFilterOptions { HasText = "403 Forbidden" })).ToHaveCountAsync(1);
        await CloseBannerAsync(page);
        await ShootAsync(page, "dashboard-traces");

        await failed.ClickAsync();
        var end = page.GetByText(Failed).First;
        await Expect(end).ToBeVisibleAsync(Visible);
        await ShootAsync(page, "dashboard-trace");

        await end.ClickAsync();
        await Expect(page.GetByText(Why).First).ToBeVisibleAsync(Visible);
        await ShootAsync(page, "dashboard-reason");

        await page.GotoAsync(new Uri(host.Url, "/structuredlogs").OriginalString);
        await Expect(page.GetByText($"failed: domain_not_registered. {Why}").First).ToBeVisibleAsync(Visible);
        await SeeInstrumentsAsync(
            page, host, "localaws", "rpc.server.call.duration", "http.server.request.duration",
            "localaws.event_source.iterator_age", "localaws.queue.messages");
        await SeeInstrumentsAsync(page, host, "onboarding-EnrichFunction", "onboarding.registrations");
        await SeeInstrumentsAsync(page, host, "onboarding-ProvisionFunction", "onboarding.registration.duration");
        await page.GotoAsync("about:blank");
    }

    private static LocatorAssertionsToHaveCountOptions Patient { get; } = new() { Timeout = 30_000 };

    private static LocatorAssertionsToBeVisibleOptions Visible { get; } = new() { Timeout = 30_000 };

    /// <summary>The name without an outcome, and the beginning of the trace's id behind it.</summary>
    [GeneratedRegex(@"POST /register\s+[0-9a-f]{7}")]
    private static partial Regex GoodName();

    private static async Task SeeInstrumentsAsync(
        IPage page, DashboardHost host, string resource, params string[] instruments)
    {
        await page.GotoAsync(new Uri(host.Url, $"/metrics/resource/{resource}").OriginalString);
        foreach (var instrument in instruments)
        {
            await Expect(page.GetByText(instrument).First).ToBeVisibleAsync(Visible);
        }
    }

    /// <summary>A note that telemetry is not authenticated, which takes room in the pictures.</summary>
    private static async Task CloseBannerAsync(IPage page)
    {
        var close = page.Locator(".fluent-messagebar-close").First;
        if (await close.IsVisibleAsync())
        {
            await close.ClickAsync();
        }
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
