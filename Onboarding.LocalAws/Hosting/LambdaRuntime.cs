using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onboarding.LocalAws.Hosting.Runtime;

namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// A Lambda runtime for functions in C#: takes events from the Runtime API
/// (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) and answers them, one at a time. It runs where
/// <c>AWS_LAMBDA_RUNTIME_API</c> is set: below this host, in AWS (<c>provided.al2023</c>), or started by hand.
/// </summary>
public static class LambdaRuntime
{
    /// <summary>The name of the ActivitySource whose span each invocation is.</summary>
    public const string ActivitySourceName = "Onboarding.LocalAws.LambdaRuntime";

    /// <summary>The whole <c>Main</c> of a function: <c>return await LambdaRuntime.RunAsync(handler);</c></summary>
    /// <returns>
    /// The exit code: 0 after SIGTERM or Ctrl-C, 1 where there is no Runtime API; the reason is on standard error.
    /// </returns>
    public static Task<int> RunAsync(LambdaHandler handler) => RunAsync(_ => handler);

    /// <summary>The same with an init phase: clients and caches are made once per environment.</summary>
    /// <param name="create">
    /// Gets the function's variables. What it throws is reported as an init error, and the exit code is 1.
    /// </param>
    /// <inheritdoc cref="RunAsync(LambdaHandler)" path="/returns"/>
    public static async Task<int> RunAsync(Func<IReadOnlyDictionary<string, string>, LambdaHandler> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        using var stopping = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }

        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        return await RunAsync(create, ProcessVariables(), stopping.Token);
    }

    /// <summary>The same for an environment in this process.</summary>
    /// <param name="create">See above.</param>
    /// <param name="environment">All that the function may know, <c>AWS_LAMBDA_RUNTIME_API</c> included.</param>
    /// <param name="stop">Ends the wait for an event; an event that was taken is answered first.</param>
    /// <inheritdoc cref="RunAsync(LambdaHandler)" path="/returns"/>
    public static Task<int> RunAsync(
        Func<IReadOnlyDictionary<string, string>, LambdaHandler> create,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken stop) =>
        RuntimeLoop.RunAsync(create, environment, TimeProvider.System, Console.Error.WriteLine, stop);

    /// <summary>
    /// A handler of a typed method, by reflection. Without options: names in camel case, read in any case, as AWS's
    /// own events have both.
    /// </summary>
    /// <exception cref="JsonException">Thrown by the handler for an event that is no such JSON.</exception>
    [RequiresUnreferencedCode("Give JsonTypeInfo where the function is trimmed or compiled ahead of time.")]
    [RequiresDynamicCode("Give JsonTypeInfo where the function is trimmed or compiled ahead of time.")]
    public static LambdaHandler Json<TEvent, TResponse>(
        Func<TEvent, LambdaContext, Task<TResponse>> handler, JsonSerializerOptions? options = null)
    {
        options ??= JsonSerializerOptions.Web;
        return Json(
            handler,
            (JsonTypeInfo<TEvent>)options.GetTypeInfo(typeof(TEvent)),
            (JsonTypeInfo<TResponse>)options.GetTypeInfo(typeof(TResponse)));
    }

    /// <summary>A handler of a typed method, by source-generated serialisation.</summary>
    /// <exception cref="JsonException">Thrown by the handler for an event that is no such JSON.</exception>
    public static LambdaHandler Json<TEvent, TResponse>(
        Func<TEvent, LambdaContext, Task<TResponse>> handler,
        JsonTypeInfo<TEvent> eventType,
        JsonTypeInfo<TResponse> responseType)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return async (@event, context) =>
        {
            var read = await JsonSerializer.DeserializeAsync(@event, eventType, CancellationToken.None);
            var response = await handler(read!, context);
            return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(response, responseType));
        };
    }

    /// <summary>A handler of a typed method that answers nothing (<c>null</c>): of a stream or a queue.</summary>
    /// <inheritdoc cref="Json{TEvent,TResponse}(Func{TEvent,LambdaContext,Task{TResponse}},JsonSerializerOptions)"/>
    [RequiresUnreferencedCode("Give JsonTypeInfo where the function is trimmed or compiled ahead of time.")]
    [RequiresDynamicCode("Give JsonTypeInfo where the function is trimmed or compiled ahead of time.")]
    public static LambdaHandler Json<TEvent>(
        Func<TEvent, LambdaContext, Task> handler, JsonSerializerOptions? options = null) =>
        Json(handler, (JsonTypeInfo<TEvent>)(options ?? JsonSerializerOptions.Web).GetTypeInfo(typeof(TEvent)));

    /// <inheritdoc cref="Json{TEvent}(Func{TEvent,LambdaContext,Task},JsonSerializerOptions)"/>
    public static LambdaHandler Json<TEvent>(
        Func<TEvent, LambdaContext, Task> handler, JsonTypeInfo<TEvent> eventType)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return async (@event, context) =>
        {
            var read = await JsonSerializer.DeserializeAsync(@event, eventType, CancellationToken.None);
            await handler(read!, context);
            return new MemoryStream("null"u8.ToArray());
        };
    }

    private static Dictionary<string, string> ProcessVariables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables.Add((string)variable.Key, (string?)variable.Value ?? "");
        }

        return variables;
    }
}
