using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;

namespace Onboarding.LocalAws.Hosting.Control;

/// <summary>
/// <c>POST /_localaws/reset</c>: forgets everything and provisions the template anew. Answers once the host is as it
/// was right after its start, also for a later start: <c>507</c> where the data folder cannot take that.
/// </summary>
internal sealed class ResetPage(Func<CancellationToken, Task> reset) : IControlPage
{
    public string Segment => "reset";

    public string Summary => "forgets everything and provisions the template anew";

    public string Method => HttpMethods.Post;

    /// <summary>It waits for the journal itself, and has a status of its own for what that refuses.</summary>
    public bool TellsOfState => false;

    public async ValueTask HandleAsync(HttpContext http, PathString rest)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await ControlEndpoint.RefuseAsync(http, 405, "a reset is asked for with POST");
            return;
        }

        // Once begun it runs to its end: a client that hangs up must not leave half a stack.
        try
        {
            await reset(CancellationToken.None);
        }
        catch (JournalException e)
        {
            await ControlEndpoint.RefuseAsync(http, 507, e.Message);
            return;
        }
        catch (LocalAwsException e)
        {
            await ControlEndpoint.RefuseAsync(http, 500, $"everything is forgotten, and then: {e.Message}");
            return;
        }

        await new AwsResponse(http, http.TraceIdentifier)
            .SendAsync(200, "application/json", """{"status":"reset"}"""u8.ToArray());
    }
}
