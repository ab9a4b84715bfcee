using Onboarding.LocalAws.Lambda.Environments;

namespace Onboarding.LocalAws.Lambda.RuntimeApi;

/// <summary><c>POST /runtime/init/error</c>: the runtime cannot start; its environment ends.</summary>
internal static class InitError
{
    public static async ValueTask HandleAsync(RuntimeCall call)
    {
        var (document, fault) = await ErrorDocument.ReadAsync(call);
        if (document is null)
        {
            await fault!.WriteAsync(call.Http);
            return;
        }

        // An external runtime has no environment here that could end: its developer sees its own output.
        var result = call.Environment is { } environment
            ? call.Pool.FailInit(environment, document)
            : RuntimeCallResult.Accepted;
        await RuntimeResponses.WriteAsync(call, result, "InitError");
    }
}
