using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Onboarding.LocalAws.Hosting.Runtime;

/// <summary>
/// The Runtime API from a runtime's side
/// (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html). Its calls belong to no trace.
/// </summary>
internal sealed class RuntimeApi : IDisposable
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    private readonly HttpClient _http;

    /// <param name="address">Of <c>AWS_LAMBDA_RUNTIME_API</c>: a host, and here a path behind it.</param>
    public RuntimeApi(string address) => _http = new HttpClient(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        UseProxy = false,
    })
    {
        BaseAddress = new Uri($"http://{address}/2018-06-01/runtime/"),
        // An event may come tomorrow.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <exception cref="HttpRequestException">The Runtime API is gone, or refuses this environment.</exception>
    public async Task<RuntimeEvent> NextAsync(CancellationToken stop)
    {
        using var next = await _http.GetAsync(new Uri("invocation/next", UriKind.Relative), stop);
        var headers = next.EnsureSuccessStatusCode().Headers;
        var deadline = long.Parse(Find(headers, "Lambda-Runtime-Deadline-Ms") ?? "", CultureInfo.InvariantCulture);
        return new RuntimeEvent(
            Find(headers, "Lambda-Runtime-Aws-Request-Id") ?? "",
            Find(headers, "Lambda-Runtime-Invoked-Function-Arn") ?? "",
            DateTimeOffset.FromUnixTimeMilliseconds(deadline),
            Find(headers, "Lambda-Runtime-Trace-Id"),
            await next.Content.ReadAsByteArrayAsync(stop));
    }

    /// <returns>False where the invocation is over for the host: it ran out of time.</returns>
    public async Task<bool> RespondAsync(RuntimeEvent answered, Stream response)
    {
        using var content = new StreamContent(response);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await PostAsync($"invocation/{answered.RequestId}/response", content);
    }

    /// <inheritdoc cref="RespondAsync"/>
    public Task<bool> FailAsync(RuntimeEvent failed, Exception fault) =>
        PostErrorAsync($"invocation/{failed.RequestId}/error", fault);

    /// <inheritdoc cref="RespondAsync"/>
    public Task<bool> FailInitAsync(Exception fault) => PostErrorAsync("init/error", fault);

    public void Dispose() => _http.Dispose();

    private async Task<bool> PostErrorAsync(string path, Exception fault)
    {
        using var content = new ReadOnlyMemoryContent(Document(fault));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        content.Headers.Add(ErrorTypeHeader, fault.GetType().Name);
        return await PostAsync(path, content);
    }

    /// <summary>What has been done is told, also where the environment is being stopped.</summary>
    private async Task<bool> PostAsync(string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = content,
        };
        using var response = await _http.SendAsync(request, CancellationToken.None);
        return response.IsSuccessStatusCode;
    }

    /// <summary><c>{"errorType":"…","errorMessage":"…","stackTrace":["at …"]}</c>, as AWS's runtime does.</summary>
    private static ReadOnlyMemory<byte> Document(Exception fault)
    {
        var document = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(document))
        {
            json.WriteStartObject();
            json.WriteString("errorType", fault.GetType().Name);
            json.WriteString("errorMessage", fault.Message);
            json.WriteStartArray("stackTrace");
            foreach (var line in (fault.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                json.WriteStringValue(line.Trim());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return document.WrittenMemory;
    }

    private static string? Find(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}
