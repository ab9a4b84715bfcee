namespace Onboarding.LocalAws.EventBridge;

/// <summary>What a rule can send to here.</summary>
internal enum TargetKind
{
    Function,
    Queue,
    StateMachine,
    Bus,

    /// <summary>Of the rule that fills an archive.</summary>
    Archive,
}

/// <summary>
/// ARNs of targets: <c>arn:aws:lambda:…:function:f</c>, <c>arn:aws:sqs:…:q</c>, <c>arn:aws:states:…:stateMachine:m</c>,
/// <c>arn:aws:events:…:event-bus/b</c>.
/// </summary>
internal static class TargetArn
{
    private const string BusPrefix = "event-bus/";

    /// <returns>Null where it is of another service or of none.</returns>
    public static TargetKind? KindOf(string arn) => arn.Split(':') switch
    {
        ["arn", _, "lambda", _, _, "function", _] or ["arn", _, "lambda", _, _, "function", _, _] =>
            TargetKind.Function,
        ["arn", _, "sqs", _, _, _] => TargetKind.Queue,
        ["arn", _, "states", _, _, "stateMachine", _] => TargetKind.StateMachine,
        ["arn", _, "events", _, "", "", ""] => TargetKind.Archive,
        ["arn", _, "events", _, _, var resource] when resource.StartsWith(BusPrefix, StringComparison.Ordinal) =>
            TargetKind.Bus,
        _ => null,
    };

    /// <param name="arn">Of a bus.</param>
    public static string BusOf(string arn) =>
        arn[(arn.IndexOf(BusPrefix, StringComparison.Ordinal) + BusPrefix.Length)..];
}
