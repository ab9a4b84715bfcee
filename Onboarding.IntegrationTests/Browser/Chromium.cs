using Microsoft.Playwright;

namespace Onboarding.IntegrationTests.Browser;

/// <summary>The machine's Chromium, for which two names that are not this machine's lead here.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>A name that an attacker's DNS has just pointed to 127.0.0.1.</summary>
    public const string RebindingName = "evil.example";

    /// <summary>The name of the foreign site.</summary>
    public const string ForeignName = "foreign.example";

    private static readonly string? Executable =
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(File.Exists);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>Null where there is one.</summary>
    public static string? WhyNot => Executable is null ? "no Chromium: apt-get install chromium" : null;

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox",
                $"--host-resolver-rules=MAP {RebindingName} 127.0.0.1,MAP {ForeignName} 127.0.0.1",
                // Chromium's own checks of calls from the internet into a local network would hide what the gate does.
                "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests",
            ],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>A profile of its own: no cookies, no cache, no preflight remembered.</summary>
    public Task<IBrowserContext> NewContextAsync() => _browser.NewContextAsync();

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
