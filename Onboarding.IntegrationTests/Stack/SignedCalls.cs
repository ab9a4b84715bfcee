using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.IntegrationTests.Stack;

/// <summary>The AWS APIs for which no client package is on the feed, called and signed as any client does it.</summary>
internal static class SignedCalls
{
    private static readonly Credential Root =
        new CredentialStore(new AwsScope("123456789012", "us-east-1"), RandomSource.System, TimeProvider.System).Root;

    /// <summary>Calls an operation of a JSON service; fails on any other answer than 200.</summary>
    /// <param name="target">Prefix and operation, for example <c>AmazonSQS.CreateQueue</c>.</param>
    public static Task<JsonElement> CallAsync(this RunningStack stack, string service, string target, object input) =>
        stack.Api.CallAsync(stack.Ready.EdgeUrl, service, target, input);

    /// <inheritdoc cref="CallAsync(RunningStack, string, string, object)"/>
    public static async Task<JsonElement> CallAsync(
        this HttpClient http, Uri edge, string service, string target, object input)
    {
        var (status, body) = await http.TryCallAsync(edge, service, target, input, signed: true);
        Assert.True(status == HttpStatusCode.OK, $"{target}: {status} {body}");
        return body;
    }

    public static Task<(HttpStatusCode Status, JsonElement Body)> TryCallAsync(
        this RunningStack stack, string service, string target, object input, bool signed) =>
        stack.Api.TryCallAsync(stack.Ready.EdgeUrl, service, target, input, signed);

    public static async Task<(HttpStatusCode Status, JsonElement Body)> TryCallAsync(
        this HttpClient http, Uri edge, string service, string target, object input, bool signed = true)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(input, input.GetType());
        using var request = new HttpRequestMessage(HttpMethod.Post, edge) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation(
            "Content-Type",
            service is "sqs" or "states" or "dynamodb" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", target);
        if (signed)
        {
            Sign(request, body, service);
        }

        return await SendAsync(http, request);
    }

    /// <summary>Makes an address or a domain an identity of SES.</summary>
    public static async Task CreateEmailIdentityAsync(this RunningStack stack, string identity)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { EmailIdentity = identity });
        var address = new Uri(stack.Ready.EdgeUrl, "/v2/email/identities");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        Sign(request, body, "ses");
        using var response = await stack.Api.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Gets a resource of the Lambda API; fails on any other answer than 200.</summary>
    /// <param name="path">Below <c>/2015-03-31/functions/</c>.</param>
    public static async Task<JsonElement> GetLambdaAsync(this RunningStack stack, string path)
    {
        var address = new Uri(stack.Ready.EdgeUrl, "/2015-03-31/functions/" + path);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        Sign(request, body: [], "lambda");
        var (status, body) = await SendAsync(stack.Api, request);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {status} {body}");
        return body;
    }

    /// <summary>Invokes a function, as any client of the Lambda API does, and waits for its end.</summary>
    public static async Task InvokeAsync(this RunningStack stack, string function, string payload)
    {
        var body = Encoding.UTF8.GetBytes(payload);
        var address = new Uri(stack.Ready.EdgeUrl, $"/2015-03-31/functions/{function}/invocations");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        Sign(request, body, "lambda");
        using var response = await stack.Api.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>The names of the stack's functions, as ListFunctions answers them.</summary>
    public static async Task<IReadOnlyList<string>> FunctionNamesAsync(this RunningStack stack)
    {
        var page = await stack.GetLambdaAsync("");
        Assert.False(page.TryGetProperty("NextMarker", out _), "more functions than one page holds");
        var functions = page.GetProperty("Functions").EnumerateArray();
        return [.. functions.Select(function => function.GetProperty("FunctionName").GetString()!)];
    }

    private static void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body, string service) =>
        new SigV4Signer(Root, "us-east-1", TimeProvider.System).Sign(request, body, service);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpClient http, HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        // Some operations of SQS answer nothing.
        return response.Content.Headers.ContentLength == 0
            ? (response.StatusCode, default)
            : (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
