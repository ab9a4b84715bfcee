using System.Net.Http.Headers;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.Benchmarks.Hosts;

/// <summary>
/// Signed calls of any service over connections that are kept: lighter than an SDK client, whose own time would be
/// most of what is measured.
/// </summary>
internal sealed class SignedClient(Uri edgeUrl) : IDisposable
{
    private static readonly Credential Root =
        new CredentialStore(new AwsScope("123456789012", "us-east-1"), RandomSource.System, TimeProvider.System).Root;

    private readonly HttpClient _http = new() { BaseAddress = edgeUrl };
    private readonly SigV4Signer _signer = new(Root, "us-east-1", TimeProvider.System);

    public Task<byte[]> DynamoDbAsync(string operation, byte[] body, CancellationToken stop) =>
        JsonAsync("dynamodb", "1.0", "DynamoDB_20120810." + operation, body, stop);

    public Task<byte[]> EventsAsync(string operation, byte[] body, CancellationToken stop) =>
        JsonAsync("events", "1.1", "AWSEvents." + operation, body, stop);

    public Task<byte[]> SqsAsync(string operation, byte[] body, CancellationToken stop) =>
        JsonAsync("sqs", "1.0", "AmazonSQS." + operation, body, stop);

    public Task<byte[]> StatesAsync(string operation, byte[] body, CancellationToken stop) =>
        JsonAsync("states", "1.0", "AWSStepFunctions." + operation, body, stop);

    public Task<byte[]> CognitoAsync(string operation, byte[] body, CancellationToken stop) =>
        JsonAsync("cognito-idp", "1.1", "AWSCognitoIdentityProviderService." + operation, body, stop);

    /// <param name="path">Path and query below the Lambda API's version.</param>
    public Task<byte[]> LambdaAsync(HttpMethod method, string path, byte[]? body, CancellationToken stop)
    {
        var message = new HttpRequestMessage(method, new Uri(edgeUrl, "/2015-03-31/" + path))
        {
            Content = body is null ? null : new ByteArrayContent(body),
        };
        return SendAsync(message, body ?? [], "lambda", stop);
    }

    public void Dispose() => _http.Dispose();

    private Task<byte[]> JsonAsync(
        string service, string version, string target, byte[] body, CancellationToken stop)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-" + version);
        var message = new HttpRequestMessage(HttpMethod.Post, edgeUrl) { Content = content };
        message.Headers.Add("X-Amz-Target", target);
        return SendAsync(message, body, service, stop);
    }

    private async Task<byte[]> SendAsync(
        HttpRequestMessage message, byte[] body, string service, CancellationToken stop)
    {
        using (message)
        {
            _signer.Sign(message, body, service);
            using var response = await _http.SendAsync(message, stop);
            var answer = await response.Content.ReadAsByteArrayAsync(stop);
            return response.IsSuccessStatusCode
                ? answer
                : throw new BenchmarkException(
                    $"{service} answered {(int)response.StatusCode}: {System.Text.Encoding.UTF8.GetString(answer)}");
        }
    }
}
