using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Wire.Edge;

/// <summary>
/// A service that is not here is refused in its client's own format. Evidence: Documented
/// (https://smithy.io/2.0/aws/protocols/index.html); boto3 and the AWS CLI show code and text of each.
/// </summary>
public sealed class AbsentServiceTests : IAsyncLifetime
{
    private const string Form = "Content-Type: application/x-www-form-urlencoded; charset=utf-8";
    private const string Code = "UnknownOperationException";

    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("cloudformation", "Action=ListStacks&Version=2010-05-15")]
    [InlineData("iam", "Action=ListUsers&Version=2010-05-08")]
    [InlineData("elasticloadbalancing", "Action=DescribeLoadBalancers&Version=2015-12-01")]
    [InlineData("rds", "Action=DescribeDBInstances&Version=2014-10-31")]
    [InlineData("monitoring", "Action=ListMetrics&Version=2010-08-01")]
    [InlineData("unheard-of", "Action=Do&Version=2026-01-01")]
    public async Task The_query_protocol_gets_its_XML(string service, string form)
    {
        using var response = await _host.SendSignedAsync(service, HttpMethod.Post, "/", form, Form);
        await AssertXmlAsync(response, $"the service '{service}'");
    }

    [Fact]
    public async Task A_query_in_the_address_gets_XML_too()
    {
        using var response = await _host.SendSignedAsync(
            "iam", HttpMethod.Get, "/?Action=GetUser&Version=2010-05-08");
        await AssertXmlAsync(response, "the service 'iam'");
    }

    [Theory]
    [InlineData("cloudfront", "/2020-05-31/distribution")]
    [InlineData("route53", "/2013-04-01/hostedzone")]
    public async Task REST_XML_looks_the_same(string service, string path)
    {
        using var response = await _host.SendSignedAsync(service, HttpMethod.Get, path);
        await AssertXmlAsync(response, $"the service '{service}'");
    }

    [Fact]
    public async Task S3s_neighbours_get_S3s_error()
    {
        using var response = await _host.SendSignedAsync("s3express", HttpMethod.Get, "/bucket--use1-az4--x-s3");
        var error = XElement.Parse(await TextOf(response));
        Assert.Equal("Error", error.Name.LocalName);
        Assert.Equal(Code, error.Element("Code")!.Value);
        AssertSays(error.Element("Message")!.Value, "the service 's3express'");
    }

    [Fact]
    public async Task EC2_gets_the_XML_of_its_own()
    {
        using var response = await _host.SendSignedAsync(
            "ec2", HttpMethod.Post, "/", "Action=DescribeInstances&Version=2016-11-15", Form);
        var root = XElement.Parse(await TextOf(response));
        Assert.Equal("Response", root.Name.LocalName);
        var error = root.Element("Errors")!.Element("Error")!;
        Assert.Equal(Code, error.Element("Code")!.Value);
        AssertSays(error.Element("Message")!.Value, "the service 'ec2'");
        Assert.Equal(response.Headers.GetValues("x-amzn-RequestId").Single(), root.Element("RequestID")!.Value);
    }

    [Theory]
    [InlineData("secretsmanager", "secretsmanager.ListSecrets", "1.1")]
    [InlineData("kinesis", "Kinesis_20131202.ListStreams", "1.0")]
    [InlineData("kms", "TrentService.ListKeys", "1.1")]
    public async Task A_target_gets_JSON_of_the_version_that_it_sends(string service, string target, string version)
    {
        var type = $"application/x-amz-json-{version}";
        using var response = await _host.SendSignedAsync(
            service, HttpMethod.Post, "/", "{}", $"X-Amz-Target: {target}", $"Content-Type: {type}");
        using var error = JsonDocument.Parse(await TextOf(response));
        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(Code, error.RootElement.GetProperty("__type").GetString());
        AssertSays(error.RootElement.GetProperty("message").GetString()!, $"the service '{service}'");
    }

    [Theory]
    [InlineData("eks", "/clusters")]
    [InlineData("pipes", "/v1/pipes")]
    [InlineData("scheduler", "/schedules")]
    [InlineData("schemas", "/v1/registries")]
    public async Task Any_other_request_gets_REST_JSON(string service, string path)
    {
        using var response = await _host.SendSignedAsync(service, HttpMethod.Get, path);
        using var error = JsonDocument.Parse(await TextOf(response));
        Assert.Equal(Code, response.Headers.GetValues("x-amzn-ErrorType").Single());
        AssertSays(error.RootElement.GetProperty("message").GetString()!, $"the service '{service}'");
    }

    [Fact]
    public async Task CBOR_gets_CBOR()
    {
        using var response = await _host.SendSignedAsync(
            "monitoring",
            HttpMethod.Post,
            "/service/GraniteServiceVersion20100801/operation/ListMetrics",
            [0xA0],
            "smithy-protocol: rpc-v2-cbor",
            "Content-Type: application/cbor");
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("application/cbor", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("rpc-v2-cbor", response.Headers.GetValues("smithy-protocol").Single());
        var body = await response.Content.ReadAsByteArrayAsync();
        // A map of two; texts of 6, 25, 7 and more characters (RFC 8949, section 3).
        byte[] head = [0xA2, 0x66, .. "__type"u8, 0x79, 0, 25, .. "UnknownOperationException"u8, 0x67, .. "message"u8];
        Assert.Equal(head, body[..head.Length]);
        var text = body[(head.Length + 3)..];
        Assert.Equal([0x79, (byte)(text.Length >> 8), (byte)text.Length], body[head.Length..(head.Length + 3)]);
        AssertSays(System.Text.Encoding.UTF8.GetString(text), "the service 'monitoring'");
    }

    [Fact]
    public async Task The_first_SES_is_told_from_the_second()
    {
        using var first = await _host.SendSignedAsync(
            "ses", HttpMethod.Post, "/", "Action=ListIdentities&Version=2010-12-01", Form);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("ListIdentitiesResponse", XElement.Parse(await first.Content.ReadAsStringAsync()).Name.LocalName);
        using var absent = await _host.SendSignedAsync(
            "ses", HttpMethod.Post, "/", "Action=ListTemplates&Version=2010-12-01", Form);
        var fault = XElement.Parse(await TextOf(absent)).Elements().First();
        Assert.Contains(
            fault.Elements(), e => e.Value.Contains("SES ListTemplates", StringComparison.Ordinal));
        using var second = await _host.SendSignedAsync("ses", HttpMethod.Get, "/v2/email/account");
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        using var undone = await _host.SendSignedAsync("ses", HttpMethod.Get, "/v2/email/contact-lists");
        Assert.Equal(HttpStatusCode.NotImplemented, undone.StatusCode);
        Assert.Contains("SESv2 GET /v2/email/contact-lists", await TextOf(undone), StringComparison.Ordinal);
    }

    private static async Task AssertXmlAsync(HttpResponseMessage response, string what)
    {
        var root = XElement.Parse(await TextOf(response));
        Assert.Equal("text/xml", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("ErrorResponse", root.Name.LocalName);
        Assert.Equal("Receiver", root.Element("Error")!.Element("Type")!.Value);
        Assert.Equal(Code, root.Element("Error")!.Element("Code")!.Value);
        AssertSays(root.Element("Error")!.Element("Message")!.Value, what);
        Assert.Equal(response.Headers.GetValues("x-amzn-RequestId").Single(), root.Element("RequestId")!.Value);
    }

    /// <summary>One sentence that says what is not here and where to look.</summary>
    private static void AssertSays(string message, string what)
    {
        Assert.StartsWith(
            $"not supported by Onboarding.LocalAws: {what}; COMPAT.md lists what is, ",
            message,
            StringComparison.Ordinal);
        Assert.DoesNotContain(". ", message, StringComparison.Ordinal);
    }

    private static async Task<string> TextOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
