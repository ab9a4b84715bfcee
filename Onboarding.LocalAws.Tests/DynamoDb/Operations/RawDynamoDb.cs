using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.DynamoDb.Operations;

/// <summary>One response as it was on the wire.</summary>
internal sealed record RawResponse(int Status, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>As it was written, for example <c>com.amazon.coral.validate#ValidationException</c>.</summary>
    public string Type => (string)Json["__type"]!;

    public string Code => Type[(Type.IndexOf('#', StringComparison.Ordinal) + 1)..];

    public string Message => (string)(Json["message"] ?? Json[nameof(Message)])!;
}

/// <summary>Signed requests that no SDK would send, and the streams API, whose SDK is a package of its own.</summary>
internal static class RawDynamoDb
{
    public static Task<RawResponse> CallAsync(TestHost host, string operation, string json) =>
        SendAsync(host, $"DynamoDB_20120810.{operation}", json);

    public static Task<RawResponse> CallStreamsAsync(TestHost host, string operation, string json) =>
        SendAsync(host, $"DynamoDBStreams_20120810.{operation}", json);

    private static async Task<RawResponse> SendAsync(TestHost host, string target, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Url + "/"))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", target);
        new SigV4Signer(host.Services.Credentials.Root, "us-east-1", host.Services.Time)
            .Sign(request, body, "dynamodb");
        using var response = await host.Http.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        var checksum = Assert.Single(response.Headers.GetValues("x-amz-crc32"));
        Assert.Equal(Crc32.Of(content), uint.Parse(checksum, CultureInfo.InvariantCulture));
        return new RawResponse((int)response.StatusCode, Encoding.UTF8.GetString(content));
    }
}
