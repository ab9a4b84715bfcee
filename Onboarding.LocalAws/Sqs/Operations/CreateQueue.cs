using System.Diagnostics.CodeAnalysis;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// CreateQueue: answers the URL of a queue that is there already if the attributes that were given are the same.
/// </summary>
internal sealed class CreateQueue(SqsContext context) : IAwsOperation<JsonCall>
{
    private const int NameLengthMax = 80;
    private const string FifoSuffix = ".fifo";

    public string Name => "CreateQueue";

    public IReadOnlyList<Permission> Permissions { get; } = [new("sqs:CreateQueue", SqsResources.NamedQueue)];

    /// <summary>An empty map of tags asks for nothing and is taken; any tag is refused.</summary>
    public OperationMembers Members { get; } = new("QueueName", "Attributes", "tags");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var (name, values) = (call.Input.Text("QueueName"), call.Input.Map("Attributes"));
        if (call.Input.Map("tags").Count > 0)
        {
            throw SqsErrors.Unsupported(Name, "tags");
        }

        var isFifo = values.GetValueOrDefault("FifoQueue") == "true";
        Validate(name, isFifo);
        var attributes = AttributeRules.Apply(FifoAttributeRules.Default(isFifo), values, context, Name);
        FifoAttributeRules.RequireThroughputFitsScope(attributes);
        if (context.Store.Create(name, attributes) is { } existing
            && AttributeRules.Difference(attributes, existing, values.Keys) is { } different)
        {
            throw SqsErrors.QueueExists(different);
        }

        call.Response.WriteString("QueueUrl"u8, context.UrlOf(call.Request, name));
        return ValueTask.CompletedTask;
    }

    /// <summary>"The name of a FIFO queue must end with the .fifo suffix", and only that (API_CreateQueue).</summary>
    private static void Validate([NotNull] string? name, bool isFifo)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw SqsErrors.Missing("QueueName");
        }

        var stem = isFifo && name.EndsWith(FifoSuffix, StringComparison.Ordinal) ? name[..^FifoSuffix.Length] : name;
        if (name.Length > NameLengthMax
            || stem.Length == 0
            || isFifo == (stem == name)
            || !stem.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new AwsException(new AwsError(
                SqsErrors.InvalidParameterValue,
                400,
                isFifo
                    ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, "
                        + "must end with .fifo suffix and be 1 to 80 in length."
                    : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"));
        }
    }
}
