using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wire;

/// <summary>One operation of a JSON service: reads <see cref="AwsRequest.Body"/>, writes the answer.</summary>
internal delegate ValueTask AwsJsonOperation(AwsRequest request);

/// <summary>A service whose operation is named by <c>X-Amz-Target: {prefix}.{Operation}</c>.</summary>
internal abstract class AwsJsonService : IAwsService
{
    public abstract string Name { get; }

    public abstract string SigningName { get; }

    public abstract string TargetPrefix { get; }

    public abstract IErrorProtocol Errors { get; }

    public abstract int BodySizeBytesMax { get; }

    public IEnumerable<string> OperationNames => Operations.Keys;

    /// <summary>The operations that this service does, by AWS's name. Whatever is not here is refused.</summary>
    protected abstract IReadOnlyDictionary<string, AwsJsonOperation> Operations { get; }

    public ValueTask HandleAsync(AwsRequest request)
    {
        var target = request.Http.Request.Headers["X-Amz-Target"].ToString();
        var operation = target.AsSpan(Math.Min(TargetPrefix.Length + 1, target.Length)).ToString();
        if (!Operations.TryGetValue(operation, out var handle))
        {
            throw new AwsException(Unsupported.Operation(Name, operation));
        }

        request.NameOperation(Name, operation);
        return handle(request);
    }
}
