namespace Onboarding.LocalAws.Lambda.Model;

/// <summary>A function as it is deployed; a new deployment replaces the whole record.</summary>
internal sealed record FunctionDefinition
{
    /// <summary>The physical name, for example <c>onboarding-RegisterFunction</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the template calls it; null for a function of no template.</summary>
    public string? LogicalId { get; init; }

    /// <summary>Where the template says that its code is: a path, relative to the template.</summary>
    public string? CodeUri { get; init; }

    /// <summary>What <c>_HANDLER</c> is set to.</summary>
    public required string Handler { get; init; }

    /// <summary>For example <c>provided.al2023</c>. Reported, not interpreted.</summary>
    public string Runtime { get; init; } = "provided.al2023";

    public string Description { get; init; } = "";

    /// <summary>The function's own environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whole seconds; 1 to 900 in AWS.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    public int MemorySizeMegabytes { get; init; } = 128;

    /// <summary>Null shares the account's limit; 0 throttles every invocation.</summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>The execution role's name; each environment gets credentials of this role.</summary>
    public required string RoleName { get; init; }

    /// <summary>The inline policy documents of the role, as JSON.</summary>
    public IReadOnlyList<string> PolicyDocuments { get; init; } = [];

    /// <summary>Asynchronous invocation: retries, age, destinations, dead-letter queue.</summary>
    public AsyncInvokeSettings AsyncInvoke { get; init; } = new();
}

/// <summary>
/// What happens to an event that was accepted for asynchronous invocation
/// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html).
/// </summary>
internal sealed record AsyncInvokeSettings
{
    /// <summary>0 to 2.</summary>
    public int RetryAttemptsMax { get; init; } = 2;

    /// <summary>60 seconds to 6 hours.</summary>
    public TimeSpan EventAgeMax { get; init; } = TimeSpan.FromHours(6);

    /// <summary>ARN of a queue, function or event bus.</summary>
    public string? OnSuccess { get; init; }

    /// <summary>ARN of a queue, function or event bus.</summary>
    public string? OnFailure { get; init; }

    /// <summary>ARN of the queue that gets the bare event, without a record of the invocation.</summary>
    public string? DeadLetterTargetArn { get; init; }
}
