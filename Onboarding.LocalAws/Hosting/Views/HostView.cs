namespace Onboarding.LocalAws.Hosting.Views;

/// <summary>Everything that runs in a host at one moment: what a person, a dashboard or a test looks at.</summary>
public sealed record HostView
{
    /// <summary>What <c>AWS_ENDPOINT_URL</c> is set to.</summary>
    public required Uri EdgeUrl { get; init; }

    public required string Region { get; init; }

    public required string AccountId { get; init; }

    /// <summary>Mails that lie in the mailbox or have left it since the host began.</summary>
    public long MailCount { get; init; }

    /// <summary>Null where no HTTP API is deployed.</summary>
    public HttpApiView? HttpApi { get; init; }

    /// <summary>In the order of their names, as all the lists.</summary>
    public IReadOnlyList<FunctionView> Functions { get; init; } = [];

    public IReadOnlyList<EventSourceView> EventSources { get; init; } = [];

    public IReadOnlyList<TableView> Tables { get; init; } = [];

    public IReadOnlyList<QueueView> Queues { get; init; } = [];

    public IReadOnlyList<UserPoolView> UserPools { get; init; } = [];
}

/// <summary>The stack's HTTP API, at the root of the edge.</summary>
/// <param name="Routes">Route key, such as <c>POST /register</c> → the name of the function behind it.</param>
public sealed record HttpApiView(string ApiId, IReadOnlyDictionary<string, string> Routes);

/// <param name="StreamArn">Null where the table has no stream.</param>
public sealed record TableView(
    string Name, string Arn, string? StreamArn, int ItemCount, long SizeBytes, DateTimeOffset CreatedAt);

public sealed record UserPoolView(string Id, string Name, DateTimeOffset CreatedAt);
