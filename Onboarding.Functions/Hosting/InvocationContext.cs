using System.Diagnostics;

namespace Onboarding.Functions.Hosting;

/// <summary>
/// What a handler knows about the invocation it serves. <see cref="Stop"/> fires a little before the deadline,
/// while there is still time to answer which records were left undone.
/// </summary>
internal sealed record InvocationContext(
    string RequestId, string FunctionArn, DateTimeOffset Deadline, CancellationToken Stop)
{
    /// <summary>When the invocation began, by the monotonic clock.</summary>
    public long StartedAt { get; init; }

    /// <summary>How long it may take from then on, until <see cref="Stop"/>.</summary>
    public TimeSpan Budget { get; init; }

    /// <summary>The context of the invocation's own span, when it is recorded.</summary>
    public ActivityContext? Span { get; init; }

    /// <summary>The W3C context for the calls and items that this invocation causes.</summary>
    public string? Traceparent { get; init; }

    /// <summary>
    /// The account that runs the function, from its ARN (<c>arn:aws:lambda:region:account:function:name</c>).
    /// </summary>
    public string AccountId => ArnPart(4);

    /// <summary>The region in which the function runs, for example <c>eu-west-1</c>.</summary>
    public string Region => ArnPart(3);

    /// <summary><c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>.</summary>
    public string Partition => ArnPart(1);

    private string ArnPart(int index) =>
        FunctionArn.Split(':') is { Length: >= 7 } parts
            ? parts[index]
            : throw new InvalidOperationException($"'{FunctionArn}' is not the ARN of a function.");
}
