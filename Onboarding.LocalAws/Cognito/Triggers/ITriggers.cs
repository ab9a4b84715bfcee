namespace Onboarding.LocalAws.Cognito.Triggers;

/// <summary>What Cognito needs from Lambda: one synchronous invocation.</summary>
internal interface ITriggers
{
    /// <param name="functionArn">As LambdaConfig has it.</param>
    /// <param name="giveUp">Ends the wait; an invocation that already runs goes on.</param>
    ValueTask<TriggerResult> InvokeAsync(string functionArn, ReadOnlyMemory<byte> payload, CancellationToken giveUp);
}

/// <summary>How an invocation ended.</summary>
internal abstract record TriggerResult
{
    internal sealed record Returned(ReadOnlyMemory<byte> Payload) : TriggerResult;

    /// <summary>The function failed.</summary>
    /// <param name="Error">Its error document: <c>{"errorMessage":"…","errorType":"…"}</c>.</param>
    internal sealed record Failed(ReadOnlyMemory<byte> Error) : TriggerResult;

    /// <summary>There is no such function.</summary>
    internal sealed record Absent : TriggerResult;

    /// <summary>Lambda had no room for it; another attempt can succeed.</summary>
    internal sealed record Throttled : TriggerResult;
}
