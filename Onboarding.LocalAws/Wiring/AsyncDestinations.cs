using System.Text;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.Sqs.Store;

namespace Onboarding.LocalAws.Wiring;

/// <summary>Results of asynchronous invocations go to queues and to other functions.</summary>
internal sealed class AsyncDestinations(
    SqsQueues queues, LambdaFunctions functions, RandomSource random) : IAsyncDestination
{
    private const string Sender = "lambda.amazonaws.com";

    /// <summary>Set once: an invoker and its destinations need each other.</summary>
    public AsyncInvoker? Invoker { private get; set; }

    public ValueTask<bool> TrySendAsync(
        string arn,
        ReadOnlyMemory<byte> document,
        IReadOnlyList<(string Name, string Type, string Value)> attributes,
        CancellationToken stop)
    {
        if (arn.Split(':') is ["arn", _, "lambda", _, _, "function", var name, ..])
        {
            return ValueTask.FromResult(
                functions.Find(name) is { } pool
                && Invoker!.TryAccept(pool.Function, random.NextGuid().ToString(), document, clientContext: null));
        }

        var own = MessageAttributes.Of([.. attributes.Select(a => KeyValuePair.Create(
            a.Name, new MessageAttribute(a.Type, Encoding.UTF8.GetBytes(a.Value))))]);
        return ValueTask.FromResult(
            queues.Send(arn, Encoding.UTF8.GetString(document.Span), own, Sender) is not null);
    }
}
