using System.Text;
using Onboarding.LocalAws.Tests.Hosting;

namespace Onboarding.LocalAws.Tests.Lambda;

/// <summary>A runtime of a few lines: what any language's Lambda runtime sends, over raw HTTP.</summary>
internal sealed class Runtime(string runtimeApi) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://{runtimeApi}/2018-06-01/runtime/") };

    public static Runtime External(TestHost host, string function) =>
        new($"{new Uri(host.Url).Authority}/{function}");

    public async Task<Event> NextAsync(CancellationToken stop = default)
    {
        using var response = await TryNextAsync(stop);
        response.EnsureSuccessStatusCode();
        return new Event(
            Header(response, "Lambda-Runtime-Aws-Request-Id")!,
            await response.Content.ReadAsStringAsync(stop),
            response.Headers.ToDictionary(h => h.Key, h => h.Value.Single()));
    }

    public Task<HttpResponseMessage> TryNextAsync(CancellationToken stop = default) =>
        _http.GetAsync("invocation/next", stop);

    public Task<HttpResponseMessage> RespondAsync(string requestId, string body) =>
        PostAsync($"invocation/{requestId}/response", body);

    public Task<HttpResponseMessage> PostAsync(string path, string body, params string[] headers)
    {
        var content = new StringContent(body, Encoding.UTF8);
        var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var header in headers)
        {
            var parts = header.Split(": ", 2);
            message.Headers.TryAddWithoutValidation(parts[0], parts[1]);
        }

        return _http.SendAsync(message);
    }

    /// <summary>Serves events until it is cancelled.</summary>
    public async Task ServeAsync(Func<Event, string> handle, CancellationToken stop)
    {
        while (true)
        {
            var next = await NextAsync(stop);
            using var answer = await RespondAsync(next.RequestId, handle(next));
        }
    }

    public void Dispose() => _http.Dispose();

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    internal sealed record Event(string RequestId, string Payload, IReadOnlyDictionary<string, string> Headers);
}
