using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Hosting.Control;

/// <summary>
/// <c>POST /_localaws/reset</c>: forgets everything and provisions the template anew. Answers once the host is as it
/// was right after its start.
/// </summary>
internal sealed class ResetPage(Func<CancellationToken, Task> reset) : IControlPage
{
    public string Segment => "reset";

    public async ValueTask HandleAsync(HttpContext http, PathString rest)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await ControlEndpoint.RefuseAsync(http, 405, "a reset is asked for with POST");
            return;
        }

        // Once begun it runs to its end: a client that hangs up must not leave half a stack.
        await reset(CancellationToken.None);
        await new AwsResponse(http, http.TraceIdentifier)
            .SendAsync(200, "application/json", """{"status":"reset"}"""u8.ToArray());
    }
}
