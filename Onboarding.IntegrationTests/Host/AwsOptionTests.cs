using Onboarding.AppHost.Endpoints;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.IntegrationTests.Host;

/// <summary>What <c>--aws</c> and the SDKs' variables mean together.</summary>
public sealed class AwsOptionTests
{
    private const string Url = "http://127.0.0.1:8000/";

    private readonly Dictionary<string, string> _variables = new()
    {
        ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:4566",
    };

    [Fact]
    public void The_general_variable_moves_nothing() => Assert.Equal((null, 0), Shape(Find()));

    [Fact]
    public void A_variable_of_a_service_moves_it()
    {
        _variables["AWS_ENDPOINT_URL_DYNAMODB"] = Url;
        _variables["AWS_ENDPOINT_URL_EVENTBRIDGE"] = "http://127.0.0.1:8001";
        _variables["AWS_ENDPOINT_URL_SESV2"] = "http://127.0.0.1:8002";
        var found = Find();
        Assert.Equal(["dynamodb", "events"], found.Services.Keys.Order());
        Assert.Equal(Url, found.Services["dynamodb"].OriginalString);
        _variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
        Assert.Equal((null, 0), Shape(Find()));
    }

    [Fact]
    public void The_command_line_comes_before_every_variable()
    {
        _variables["AWS_ENDPOINT_URL_S3"] = "http://127.0.0.1:8001";
        var found = Find($"dynamodb={Url}", "http://127.0.0.1:8002");
        Assert.Equal(("http://127.0.0.1:8002/", 1), Shape(found));
        Assert.Equal(Url, found.Services["dynamodb"].AbsoluteUri);
    }

    [Fact]
    public void Aws_is_the_regions_own_endpoint_and_needs_a_key()
    {
        var refused = Assert.Throws<LocalAwsException>(() => Find("dynamodb=aws"));
        Assert.Equal(
            "https://dynamodb.eu-west-1.amazonaws.com/ needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the "
                + "environment",
            refused.Message);
        _variables["AWS_ACCESS_KEY_ID"] = "AKIA";
        _variables["AWS_SECRET_ACCESS_KEY"] = "secret";
        var found = Find("aws", $"s3={Url}");
        Assert.Equal("https://events.eu-west-1.amazonaws.com/", found.Services["events"].AbsoluteUri);
        Assert.Equal(Url, found.Services["s3"].AbsoluteUri);
        Assert.DoesNotContain("secret", found.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--aws: 'here' is not the address of an endpoint", "here")]
    [InlineData("--aws: 'http://h/path' is not the address", "http://h/path")]
    [InlineData("--aws ses: only dynamodb, events, s3, sqs can be elsewhere", "ses=" + Url)]
    [InlineData("--aws names dynamodb twice", "dynamodb=" + Url, "dynamodb=" + Url)]
    [InlineData("--aws names a URL twice", Url, Url)]
    public async Task A_wrong_value_is_one_clear_line(string line, params string[] values)
    {
        await using var host = HostProcess.Start(
            [.. values.SelectMany(value => new[] { "--aws", value }), "--port", "0", "--no-dashboard"]);
        Assert.Equal(1, await host.ExitedAsync());
        Assert.StartsWith($"onboarding: {line}", Assert.Single(host.Error.Split('\n')), StringComparison.Ordinal);
    }

    private static (string? Other, int Services) Shape(RemoteEndpoints endpoints) =>
        (endpoints.Other?.AbsoluteUri, endpoints.Services.Count);

    private RemoteEndpoints Find(params string[] given) =>
        AwsTargets.Find(given, "eu-west-1", name => _variables.GetValueOrDefault(name));
}
