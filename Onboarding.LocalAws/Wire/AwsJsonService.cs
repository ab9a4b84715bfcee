using Microsoft.AspNetCore.Http;
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

    public virtual bool IsForPages => false;

    public IEnumerable<string> OperationNames => Operations.Keys;

    /// <summary>The operations that this service does, by AWS's name. Whatever is not here is refused.</summary>
    protected abstract IReadOnlyDictionary<string, AwsJsonOperation> Operations { get; }

    public virtual bool NeedsSignature(HttpRequest request) => true;

    public ValueTask HandleAsync(AwsRequest request)
    {
        var operation = OperationOf(request.Http.Request);
        if (!Operations.TryGetValue(operation, out var handle))
        {
            throw new AwsException(UnsupportedOperation(operation));
        }

        request.NameOperation(Name, operation);
        return handle(request);
    }

    protected virtual AwsError UnsupportedOperation(string operation) => Unsupported.Operation(Name, operation);

    /// <summary>What <c>X-Amz-Target</c> names after the dot; empty where that is nothing.</summary>
    protected string OperationOf(HttpRequest request)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        return target[Math.Min(TargetPrefix.Length + 1, target.Length)..];
    }
}
