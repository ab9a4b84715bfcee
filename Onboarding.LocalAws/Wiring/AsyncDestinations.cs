using System.Diagnostics;
using System.Text;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.EventBridge.Publishing;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Wiring;

/// <summary>
/// Results of asynchronous invocations go to queues, to other functions and to event buses
/// (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
/// </summary>
internal sealed class AsyncDestinations(
    SqsQueues queues,
    LambdaFunctions functions,
    AsyncInvoker invoker,
    ServiceEvents events,
    RandomSource random) : IAsyncDestinations
{
    private const string Sender = "lambda.amazonaws.com";

    public string? Report(string arn, in AsyncReport report) => arn.Split(':') switch
    {
        ["arn", _, "lambda", _, _, "function", var name, ..] => Invoke(name, report.Record),
        ["arn", _, "events", ..] => Publish(arn, report),
        _ => Send(arn, report.Record, attributes: null),
    };

    public string? DeadLetter(
        string queueArn,
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<(string Name, string Type, string Value)> attributes) =>
        Send(queueArn, payload, MessageAttributes.Of([.. attributes.Select(a => KeyValuePair.Create(
            a.Name, new MessageAttribute(a.Type, Encoding.UTF8.GetBytes(a.Value))))]));

    private string? Invoke(string name, ReadOnlyMemory<byte> record) =>
        functions.Find(name) is not { Function: var function } ? "there is no such function"
        : invoker.TryAccept(function, random.NextGuid().ToString(), record, CallerContext.None) ? null
        : "too many events wait";

    /// <summary>
    /// The record is the event's detail; "the resource event field contains the function and destination ARNs".
    /// </summary>
    private string? Publish(string busArn, in AsyncReport report) => events.Put(busArn, new EventEntry
    {
        Bus = busArn,
        Source = "lambda",
        DetailType = report.Condition == AsyncCondition.Success
            ? "Lambda Function Invocation Result - Success"
            : "Lambda Function Invocation Result - Failure",
        Detail = Encoding.UTF8.GetString(report.Record.Span),
        Resources = [report.FunctionArn, busArn],
    });

    private string? Send(string queueArn, ReadOnlyMemory<byte> body, MessageAttributes? attributes) =>
        queues.Send(queueArn, Encoding.UTF8.GetString(body.Span), attributes, Sender) switch
        {
            SendOutcome.Sent => null,
            SendOutcome.NoQueue => "there is no such queue",
            // "A standard SQS queue", says AWS of destinations and dead-letter queues
            // (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
            SendOutcome.NoGroup => "the queue is a FIFO queue, and Lambda sends to standard queues only",
            SendOutcome.TooLong => "the message is too long for the queue",
            _ => throw new UnreachableException(),
        };
}
