using System.Diagnostics.CodeAnalysis;
using Onboarding.LocalAws.Sqs.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>
/// CreateQueue: answers the URL of a queue that is there already if the attributes that were given are the same.
/// </summary>
internal sealed class CreateQueue(SqsContext context) : IAwsOperation<JsonCall>
{
    private const int NameLengthMax = 80;

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

        Validate(name);
        var attributes = AttributeRules.Apply(QueueAttributes.Default, values, context, Name);
        if (context.Store.Create(name, attributes) is { } existing
            && AttributeRules.Difference(attributes, existing, values.Keys) is { } different)
        {
            throw SqsErrors.QueueExists(different);
        }

        call.Response.WriteString("QueueUrl"u8, context.UrlOf(call.Request, name));
        return ValueTask.CompletedTask;
    }

    private void Validate([NotNull] string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw SqsErrors.Missing("QueueName");
        }

        if (name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            throw SqsErrors.Unsupported(Name, "FIFO queues (.fifo)");
        }

        if (name.Length > NameLengthMax || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new AwsException(new AwsError(
                SqsErrors.InvalidParameterValue,
                400,
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"));
        }
    }
}
