namespace Onboarding.LocalAws.Ses.Store;

/// <summary>What holds for the messages that name it. Immutable.</summary>
internal sealed record ConfigurationSet(string Name)
{
    public bool IsSendingEnabled { get; init; } = true;

    /// <summary>For which reasons the account's list is heeded; null where the account says so.</summary>
    public IReadOnlyList<SuppressionReason>? SuppressedReasons { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>In order of creation.</summary>
    public IReadOnlyList<EventDestination> Destinations { get; init; } = [];

    public EventDestination? Destination(string name) => Destinations.FirstOrDefault(d => d.Name == name);
}

/// <summary>Where the events of a configuration set go: to EventBridge's default bus.</summary>
internal sealed record EventDestination(
    string Name, bool IsEnabled, IReadOnlyList<MailEventType> Types, string EventBusArn);

/// <summary>
/// In AWS's order. Of these, Reject, Open, Click, DeliveryDelay and Subscription do not happen here: a destination may
/// ask for them.
/// </summary>
internal enum MailEventType
{
    Send,
    Reject,
    Bounce,
    Complaint,
    Delivery,
    Open,
    Click,
    RenderingFailure,
    DeliveryDelay,
    Subscription,
}
