using System.Buffers.Text;
using System.Collections.Concurrent;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.StepFunctions.Engine;

/// <summary>
/// The tasks of this process that wait for their token to come back. What was said of a token is in the store; this
/// wakes the task up. Safe for concurrent use.
/// </summary>
internal sealed class TaskTokens
{
    /// <summary>Four characters, so that the whole is base64.</summary>
    private const string Prefix = "AQCs";
    private const int SizeBytes = 96;

    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(SizeBytes);

    private readonly ConcurrentDictionary<string, TaskWaiter> _waiters = new(StringComparer.Ordinal);

    public static string Create(RandomSource random)
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        random.Fill(bytes);
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>Whether a text could be a token at all.</summary>
    public static bool IsToken(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && Base64Url.IsValid(text);

    public TaskWaiter Add(string token) => _waiters.GetOrAdd(token, static _ => new TaskWaiter());

    public void Remove(string token) => _waiters.TryRemove(token, out _);

    /// <summary>There is a reply in the store.</summary>
    public void Reply(string token) => _waiters.GetValueOrDefault(token)?.Wake(isBeat: false);

    public void Beat(string token) => _waiters.GetValueOrDefault(token)?.Wake(isBeat: true);
}

/// <summary>One task that waits. Safe for concurrent use.</summary>
internal sealed class TaskWaiter
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = NewSource();
    private bool _hasBeat;

    /// <summary>Completes at the next reply or heartbeat; taken before the reply is looked for.</summary>
    public Task Next
    {
        get
        {
            lock (_lock)
            {
                return _next.Task;
            }
        }
    }

    /// <summary>Whether there was a heartbeat since this was asked last.</summary>
    public bool TakeBeat()
    {
        lock (_lock)
        {
            var had = _hasBeat;
            _hasBeat = false;
            return had;
        }
    }

    public void Wake(bool isBeat)
    {
        TaskCompletionSource woken;
        lock (_lock)
        {
            _hasBeat |= isBeat;
            woken = _next;
            _next = NewSource();
        }

        woken.SetResult();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
