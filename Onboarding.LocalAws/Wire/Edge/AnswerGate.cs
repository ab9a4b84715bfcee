using Microsoft.AspNetCore.Http;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// Holds the answer of one request back until everything that was changed so far survives a crash, whatever it says
/// and whoever changed it: so nobody is told of a write, their own or another's, that a crash could still undo.
/// </summary>
/// <remarks>
/// An answer asks the gate before it sets anything (<see cref="AwsResponse.SendAsync"/>), so that a failure becomes a
/// whole answer of its own. An answer that was begun without asking is held back by the server's OnStarting: safe, but
/// an exception in there is an answer with an empty body.
/// </remarks>
internal sealed class AnswerGate
{
    private readonly Func<Task> _whenDurable;
    private bool _isOpen;

    private AnswerGate(Func<Task> whenDurable) => _whenDurable = whenDurable;

    /// <summary>From now on this request's answer waits.</summary>
    /// <param name="whenDurable">Null where nothing survives, so that nothing waits.</param>
    /// <exception cref="Kernel.Journal.JournalException">No change survives any more: do nothing.</exception>
    public static void Close(HttpContext http, Func<Task>? whenDurable)
    {
        if (whenDurable is null)
        {
            return;
        }

        Check(whenDurable);
        var gate = new AnswerGate(whenDurable);
        http.Features.Set(gate);
        http.Response.OnStarting(static gate => ((AnswerGate)gate).PassAsync(), gate);
    }

    /// <exception cref="Kernel.Journal.JournalException">No change survives any more: do nothing.</exception>
    public static void Check(Func<Task>? whenDurable)
    {
        if (whenDurable?.Invoke() is { IsFaulted: true } failed)
        {
            failed.GetAwaiter().GetResult();
        }
    }

    /// <summary>Completes once the answer may be sent.</summary>
    /// <exception cref="Kernel.Journal.JournalException">It must not be sent.</exception>
    public static Task PassAsync(HttpContext http) =>
        http.Features.Get<AnswerGate>()?.PassAsync() ?? Task.CompletedTask;

    /// <summary>For an answer that tells of no state: that of a failure.</summary>
    public static void Open(HttpContext http)
    {
        if (http.Features.Get<AnswerGate>() is { } gate)
        {
            gate._isOpen = true;
        }
    }

    private async Task PassAsync()
    {
        if (!_isOpen)
        {
            await _whenDurable();
            _isOpen = true;
        }
    }
}
