using Onboarding.LocalAws.Kernel.Running;

namespace Onboarding.LocalAws.Sqs.Store;

/// <summary>Standard queues: the message that became visible first is received first.</summary>
internal sealed class VisibilityOrder : IMessageOrder
{
    private readonly SortedSet<SqsMessage> _messages = new(ByVisibility.Instance);

    public bool ReceiptsExpire => false;

    public bool DelayIsRetroactive => false;

    public RunningInstant? NextAt => _messages.Min?.VisibleAt;

    public void Add(SqsMessage message) => _messages.Add(message);

    public bool Remove(SqsMessage message)
    {
        _messages.Remove(message);
        return false;
    }

    public void Clear() => _messages.Clear();

    public SqsMessage? Next(RunningInstant now, IReadOnlyList<SqsMessage> taken) =>
        _messages.Min is { } next && next.VisibleAt <= now ? next : null;
}
