namespace Onboarding.LocalAws.Provisioning;

/// <summary>One Lambda function as the template declares it, every value resolved.</summary>
internal sealed record FunctionDefinition
{
    public required string LogicalId { get; init; }

    /// <summary>The function's name in AWS, `onboarding-RegisterFunction`.</summary>
    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>What the process finds in `_HANDLER`.</summary>
    public required string Handler { get; init; }

    public required string Runtime { get; init; }

    /// <summary>Folder of the published code, relative to the template's folder.</summary>
    public required string CodeUri { get; init; }

    /// <summary>Lambda's default is 3 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Lambda's default is 128 MB.</summary>
    public int MemorySizeMegabytes { get; init; } = 128;

    /// <summary>
    /// Only what the template says; endpoints, credentials and AWS_LAMBDA_* are added by whoever runs it.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The policy documents of the function's role, each one a JSON text with Version and Statement.</summary>
    public IReadOnlyList<string> PolicyDocuments { get; init; } = [];

    /// <summary>Null shares the account's concurrency; 0 throttles every invocation.</summary>
    public int? ReservedConcurrency { get; init; }

    public AsyncInvokeDefinition AsyncInvoke { get; init; } = new();
}

/// <summary>How Lambda treats this function's asynchronous invocations; the defaults are AWS's.</summary>
internal sealed record AsyncInvokeDefinition
{
    public TimeSpan EventAgeMax { get; init; } = TimeSpan.FromHours(6);

    public int RetryAttemptsMax { get; init; } = 2;

    public string? OnSuccessArn { get; init; }

    public string? OnFailureArn { get; init; }

    /// <summary>The older DeadLetterConfig, which gets the event alone instead of a record about it.</summary>
    public string? DeadLetterArn { get; init; }
}
