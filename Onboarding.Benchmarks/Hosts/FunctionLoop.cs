using Onboarding.LocalAws.Hosting;

namespace Onboarding.Benchmarks.Hosts;

/// <summary>
/// A function of a few lines in this process, without what a real one brings along (logging, JSON): what is left to
/// measure is the host.
/// </summary>
internal static class FunctionLoop
{
    /// <param name="handle">Sees each event before it is answered; environments call it side by side.</param>
    public static FunctionHosting Hosting(Action<ReadOnlySpan<byte>> handle)
    {
        Task<Stream> HandleAsync(Stream @event, LambdaContext context)
        {
            using var payload = new MemoryStream();
            @event.CopyTo(payload);
            handle(payload.GetBuffer().AsSpan(0, (int)payload.Length));
            return Task.FromResult<Stream>(new MemoryStream("{}"u8.ToArray()));
        }

        return new FunctionHosting.InProcess(
            (environment, stop) => LambdaRuntime.RunAsync(_ => HandleAsync, environment, stop));
    }
}
