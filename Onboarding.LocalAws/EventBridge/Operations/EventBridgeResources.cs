namespace Onboarding.LocalAws.EventBridge.Operations;

/// <summary>
/// The resources of EventBridge's actions, with the members of requests in them.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html. A rule of the
/// default bus has no bus in its ARN.
/// </summary>
internal static class EventBridgeResources
{
    public const string NamedBus = "arn:aws:events:{Region}:{Account}:event-bus/{Name}";
    public const string EntryBus = "arn:aws:events:{Region}:{Account}:event-bus/{Entries.EventBusName}";
    public const string NamedRule = "arn:aws:events:{Region}:{Account}:rule/{EventBusName}/{Name}";
    public const string Rule = "arn:aws:events:{Region}:{Account}:rule/{EventBusName}/{Rule}";
    public const string Tagged = "{ResourceARN}";
    public const string Archive = "arn:aws:events:{Region}:{Account}:archive/{ArchiveName}";
    public const string Source = "{EventSourceArn}";
    public const string Replay = "arn:aws:events:{Region}:{Account}:replay/{ReplayName}";
}
