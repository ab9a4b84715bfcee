using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// Holds the response of one request back until every change so far is durable, also changes of other requests, since
/// the response may depend on them: no client is told of a write that a crash could still undo.
/// </summary>
/// <remarks>
/// An answer asks the gate before it sets anything (<see cref="AwsResponse.SendAsync"/>), so that a failure becomes a
/// whole answer of its own. An answer that was begun without asking is held back by the server's OnStarting: safe, but
/// an exception in there is an answer with an empty body.
/// </remarks>
internal sealed class ResponseGate
{
    private readonly IDurability _durability;
    private bool _isOpen;

    private ResponseGate(IDurability durability) => _durability = durability;

    /// <summary>From now on this request's answer waits.</summary>
    /// <exception cref="JournalException">No change survives any more: do nothing.</exception>
    public static void Close(HttpContext http, IDurability durability)
    {
        if (!durability.IsKept)
        {
            return;
        }

        Check(durability);
        var gate = new ResponseGate(durability);
        http.Features.Set(gate);
        http.Response.OnStarting(static gate => ((ResponseGate)gate).PassAsync(), gate);
    }

    /// <exception cref="JournalException">No change survives any more: do nothing.</exception>
    public static void Check(IDurability durability)
    {
        if (durability.WhenDurableAsync() is { IsFaulted: true } failed)
        {
            failed.GetAwaiter().GetResult();
        }
    }

    /// <summary>Completes once the answer may be sent.</summary>
    /// <exception cref="JournalException">It must not be sent.</exception>
    public static Task PassAsync(HttpContext http) =>
        http.Features.Get<ResponseGate>()?.PassAsync() ?? Task.CompletedTask;

    /// <summary>For an answer that tells of no state: that of a failure.</summary>
    public static void Open(HttpContext http)
    {
        if (http.Features.Get<ResponseGate>() is { } gate)
        {
            gate._isOpen = true;
        }
    }

    private async Task PassAsync()
    {
        if (!_isOpen)
        {
            await _durability.WhenDurableAsync();
            _isOpen = true;
        }
    }
}
