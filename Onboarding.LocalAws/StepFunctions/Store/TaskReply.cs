namespace Onboarding.LocalAws.StepFunctions.Store;

/// <summary>What SendTaskSuccess or SendTaskFailure said of a token.</summary>
internal abstract record TaskReply
{
    /// <param name="Output">JSON.</param>
    public sealed record Success(ReadOnlyMemory<byte> Output) : TaskReply;

    public sealed record Failure(string? Error, string? Cause) : TaskReply;
}
