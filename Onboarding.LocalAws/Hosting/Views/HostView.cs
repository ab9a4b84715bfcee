namespace Onboarding.LocalAws.Hosting.Views;

/// <summary>Everything that runs in a host at one moment: what a person, a dashboard or a test looks at.</summary>
public sealed record HostView
{
    /// <summary>What <c>AWS_ENDPOINT_URL</c> is set to.</summary>
    public required Uri EdgeUrl { get; init; }

    /// <summary>The region that the host plays.</summary>
    public required string Region { get; init; }

    /// <summary>The account that the host plays, twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>Mails that lie in the mailbox or have left it since the host began.</summary>
    public long MailCount { get; init; }

    /// <summary>Null where no HTTP API is deployed.</summary>
    public HttpApiView? HttpApi { get; init; }

    /// <summary>In the order of their names, as all the lists.</summary>
    public IReadOnlyList<FunctionView> Functions { get; init; } = [];

    /// <summary>The event source mappings.</summary>
    public IReadOnlyList<EventSourceView> EventSources { get; init; } = [];

    /// <summary>The tables of DynamoDB here.</summary>
    public IReadOnlyList<TableView> Tables { get; init; } = [];

    /// <summary>The queues of SQS here.</summary>
    public IReadOnlyList<QueueView> Queues { get; init; } = [];

    /// <summary>The user pools of Cognito here.</summary>
    public IReadOnlyList<UserPoolView> UserPools { get; init; } = [];

    /// <summary>The state machines of Step Functions here.</summary>
    public IReadOnlyList<StateMachineView> StateMachines { get; init; } = [];
}

/// <summary>The stack's HTTP API, at the root of the edge.</summary>
/// <param name="Routes">Route key, such as <c>POST /register</c> → the name of the function behind it.</param>
public sealed record HttpApiView(string ApiId, IReadOnlyDictionary<string, string> Routes);

/// <summary>A table of DynamoDB.</summary>
/// <param name="StreamArn">Null where the table has no stream.</param>
public sealed record TableView(
    string Name, string Arn, string? StreamArn, int ItemCount, long SizeBytes, DateTimeOffset CreatedAt);

/// <summary>A user pool of Cognito.</summary>
public sealed record UserPoolView(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>A state machine of Step Functions, and how its executions fare since the host began.</summary>
public sealed record StateMachineView
{
    /// <summary>The last part of its ARN.</summary>
    public required string Name { get; init; }

    /// <summary><c>arn:aws:states:us-east-1:123456789012:stateMachine:SignUpWorkflow</c></summary>
    public required string Arn { get; init; }

    /// <summary>False for a Standard machine.</summary>
    public bool IsExpress { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Executions that run now.</summary>
    public long RunningCount { get; init; }

    /// <summary>Executions that have ended, however they did.</summary>
    public long EndedCount { get; init; }

    /// <summary>Those of them that failed or timed out.</summary>
    public long FailedCount { get; init; }
}
