using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Onboarding.IntegrationTests.Host;

namespace Onboarding.IntegrationTests.Browser;

/// <summary>The host as its own process, a foreign site, and a browser that can reach both.</summary>
public partial class BrowserStack : IAsyncLifetime
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(30);

    private readonly string[] _options;
    private HostProcess _host = null!;
    private Chromium _chromium = null!;
    private JsonElement _ready;

    public BrowserStack()
        : this([])
    {
    }

    /// <param name="options">More of the command line; <c>{site}</c> is the port of the site.</param>
    protected BrowserStack(params string[] options) => _options = options;

    internal ForeignSite Site { get; private set; } = null!;

    /// <summary>A client as any program of this machine is: no origin, no fetch metadata.</summary>
    internal HttpClient Http { get; private set; } = null!;

    private AmazonDynamoDBClient DynamoDb { get; set; } = null!;

    internal string ApiKey => Text("apiKey");

    internal int Port => new Uri(Text("edgeUrl")).Port;

    public async Task InitializeAsync()
    {
        if (Chromium.WhyNot is not null)
        {
            return;
        }

        Site = await ForeignSite.StartAsync();
        _host = HostProcess.Start(
        [
            "--port", "0", "--no-dashboard", "--ready-file", "{ready}",
            .. _options.Select(o => o.Replace("{site}", $"{Site.Port}", StringComparison.Ordinal)),
        ]);
        _chromium = await Chromium.StartAsync();
        _ready = await _host.ReadyAsync();
        Http = new HttpClient { BaseAddress = new Uri(Text("edgeUrl")) };
        Http.DefaultRequestHeaders.Add("x-api-key", Text("apiKey"));
        var root = new BasicAWSCredentials("test", "test");
        DynamoDb = new AmazonDynamoDBClient(
            root, new AmazonDynamoDBConfig { ServiceURL = Text("edgeUrl"), AuthenticationRegion = "us-east-1" });
        using var s3 = new AmazonS3Client(
            root,
            new AmazonS3Config
            {
                ServiceURL = Text("edgeUrl"),
                AuthenticationRegion = "us-east-1",
                ForcePathStyle = true,
            });
        await s3.PutBucketAsync(StrangerTargets.Bucket);
        await s3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = StrangerTargets.Bucket,
            Key = StrangerTargets.Key,
            ContentType = "text/html",
            ContentBody = StrangerTargets.Uploaded,
        });
        await s3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = StrangerTargets.Bucket,
            Key = StrangerTargets.Image,
            ContentType = "image/gif",
            InputStream = new MemoryStream(Convert.FromBase64String(StrangerTargets.ImageBase64)),
        });
    }

    public async Task DisposeAsync()
    {
        if (_host is null)
        {
            return;
        }

        DynamoDb.Dispose();
        Http.Dispose();
        await _chromium.DisposeAsync();
        await Site.DisposeAsync();
        await _host.DisposeAsync();
    }

    internal string Output(string name) => _ready.GetProperty("outputs").GetProperty(name).GetString()!;

    /// <summary>A page of a profile of its own.</summary>
    internal async Task<Visit> VisitAsync(string url) => await Visit.StartAsync(await _chromium.NewContextAsync(), url);

    /// <summary>
    /// A page that came from its own server under a name that now leads here: what it asks next is of one origin with
    /// it, and answered by the host.
    /// </summary>
    internal async Task<Visit> VisitReboundAsync(string edge)
    {
        var context = await _chromium.NewContextAsync();
        await context.RouteAsync($"{edge}/", route => route.Request.Method == "GET"
            ? route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>page</title>" })
            : route.ContinueAsync());
        return await Visit.StartAsync(context, edge + "/");
    }

    /// <summary>The six digits that the user pool has mailed last.</summary>
    internal async Task<string> CodeAsync(string email)
    {
        var mails = await Http.GetFromJsonAsync<JsonElement>($"/_localaws/mail?to={Uri.EscapeDataString(email)}");
        var mail = await Http.GetFromJsonAsync<JsonElement>(
            $"/_localaws/mail/{mails[0].GetProperty("messageId").GetString()}");
        return SixDigits().Match(mail.GetProperty("html").GetString()!).Value;
    }

    internal async Task<string> MappingAsync()
    {
        var mappings = await Http.GetFromJsonAsync<JsonElement>("/_localaws/event-sources");
        return mappings[0].GetProperty("uuid").GetString()!;
    }

    /// <summary>Registers a user and waits for the end, which no attack on events or mappings may prevent.</summary>
    internal async Task RegisterAsync(string email)
    {
        using var registered = await Http.PostAsJsonAsync(
            "/register", new { email, name = "Ada Lovelace", phone = "+442079460000" });
        Assert.Equal(System.Net.HttpStatusCode.Accepted, registered.StatusCode);
        var started = Stopwatch.GetTimestamp();
        JsonElement registration;
        do
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < GiveUpAfter, "the registration does not complete");
            await Task.Delay(PollEvery, TimeProvider.System);
            registration = await Http.GetFromJsonAsync<JsonElement>(registered.Headers.Location);
        }
        while (registration.GetProperty("status").GetString() != "completed");
    }

    /// <summary>All that the attacks would change.</summary>
    internal async Task<string> StateAsync()
    {
        var users = await DynamoDb.ScanAsync(new() { TableName = Output("UsersTableName") });
        var mails = await Http.GetFromJsonAsync<JsonElement>("/_localaws/mail");
        var mappings = await Http.GetFromJsonAsync<JsonElement>("/_localaws/event-sources");
        return $"{users.Items.Count} users, {mails.GetArrayLength()} mails, mappings "
            + string.Join(' ', mappings.EnumerateArray().Select(m => m.GetProperty("state").GetString()).Order());
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();

    private string Text(string name) => _ready.GetProperty(name).GetString()!;
}
