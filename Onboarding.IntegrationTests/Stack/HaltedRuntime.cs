using System.Globalization;
using System.Text;

namespace Onboarding.IntegrationTests.Stack;

/// <summary>A function at a breakpoint of its debugger: it has its event and answers when it is told to.</summary>
internal sealed class HaltedRuntime(RunningStack stack, string function) : IDisposable
{
    private readonly HttpClient _api = new()
    {
        BaseAddress = new Uri(stack.Ready.EdgeUrl, $"/{function}/2018-06-01/runtime/invocation/"),
    };

    private string _requestId = "";

    /// <summary>When the host ends the wait for an answer.</summary>
    public DateTimeOffset Deadline { get; private set; }

    /// <summary>Takes the function's next event and returns it.</summary>
    public async Task<string> HaltAsync()
    {
        using var next = await _api.GetAsync("next");
        var headers = next.EnsureSuccessStatusCode().Headers;
        _requestId = headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
        Deadline = DateTimeOffset.FromUnixTimeMilliseconds(
            long.Parse(headers.GetValues("Lambda-Runtime-Deadline-Ms").Single(), CultureInfo.InvariantCulture));
        return await next.Content.ReadAsStringAsync();
    }

    public async Task ContinueAsync(string answer)
    {
        using var content = new StringContent(answer, Encoding.UTF8);
        using var accepted = await _api.PostAsync(_requestId + "/response", content);
        accepted.EnsureSuccessStatusCode();
    }

    public void Dispose() => _api.Dispose();
}
