using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tests.Template.PublicTemplates;

/// <summary>A template that runs.</summary>
/// <param name="Function">Its one function; a handler of the test is its code.</param>
/// <param name="SendAsync">Brings one event to the function and asserts that it has come.</param>
internal sealed record PublicTemplate(string Function, Func<LocalAwsHost, Task<Received>, Task> SendAsync)
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Template", "PublicTemplates");

    /// <summary>All that has no effect here, and nothing else.</summary>
    public string[] CloudOnly { get; init; } = [];

    public static string PathOf(string name) => Path.Combine(Folder, name + ".yaml");

    public async Task RunAsync(string name)
    {
        var received = new TaskCompletionSource<Received>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var aws = await LocalAwsHost.StartAsync(o =>
        {
            o.Template = PathOf(name);
            o.Functions.Add(Function, async (@event, context) =>
            {
                using var document = await JsonDocument.ParseAsync(@event, cancellationToken: context.Stop);
                received.TrySetResult(new Received(document.RootElement.Clone(), context.Environment));
                return new MemoryStream(Encoding.UTF8.GetBytes("""{"statusCode": 200, "body": "handled"}"""));
            });
        });
        Assert.Equal(CloudOnly, aws.Stack.CloudOnly);
        await SendAsync(aws, received.Task);
    }
}

/// <summary>The first event that a function got, with its variables.</summary>
internal sealed record Received(JsonElement Event, IReadOnlyDictionary<string, string> Environment);
