using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>What every operation works on.</summary>
internal sealed record SqsContext(AwsScope Scope, SqsStore Store, SqsQueues Queues)
{
    /// <summary><c>http://127.0.0.1:4566/123456789012/jobs</c>: below the address that the client called.</summary>
    public string UrlOf(AwsRequest request, string queue) =>
        $"{request.Http.Request.Scheme}://{request.Http.Request.Host.Value}/{Scope.AccountId}/{queue}";

    /// <summary>The queue of a request.</summary>
    public string QueueIn(RequestMembers input) => NameIn(input.Text("QueueUrl"));

    /// <summary>The name in a queue's URL; SQS takes a bare name, too (recorded).</summary>
    private string NameIn(string? queueUrl)
    {
        if (string.IsNullOrEmpty(queueUrl))
        {
            throw SqsErrors.Missing("QueueUrl");
        }

        var slash = queueUrl.LastIndexOf('/');
        return slash < 0 || queueUrl.AsSpan(0, slash).EndsWith("/" + Scope.AccountId, StringComparison.Ordinal)
            ? queueUrl[(slash + 1)..]
            : throw SqsErrors.NoQueue();
    }
}
