using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>What every operation works on.</summary>
internal sealed record SqsContext(AwsScope Scope, SqsStore Store, SqsQueues Queues)
{
    private const string ContentType = "application/x-amz-json-1.0";

    /// <summary><c>http://127.0.0.1:4566/123456789012/jobs</c>: below the address that the client called.</summary>
    public string UrlOf(AwsRequest request, string queue) =>
        $"{request.Http.Request.Scheme}://{request.Http.Request.Host.Value}/{Scope.AccountId}/{queue}";

    /// <summary>The name in a queue's URL; SQS takes a bare name, too (recorded).</summary>
    public string NameIn(string? queueUrl)
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

    public static ValueTask SendAsync(AwsRequest request, Action<Utf8JsonWriter> writeMembers)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return request.Response.SendAsync(200, ContentType, body.WrittenMemory);
    }

    /// <summary>Operations that answer nothing have an empty body, not <c>{}</c> (recorded by SDK tests).</summary>
    public static ValueTask SendEmptyAsync(AwsRequest request) => request.Response.SendAsync(200, ContentType, default);

    /// <summary>The queue's URL of an operation that takes nothing else.</summary>
    public string ReadQueue(AwsRequest request)
    {
        string? url = null;
        var input = new JsonInput(request.Body.Span);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("QueueUrl"u8))
            {
                url = input.ReadString();
            }
            else
            {
                input.Skip();
            }
        }

        return NameIn(url);
    }
}
