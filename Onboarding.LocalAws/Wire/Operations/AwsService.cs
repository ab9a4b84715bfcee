using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>
/// A service as the list of its operations: finds the one that a request names, answers 501 where it is not done, and
/// has its protocol read the request and write the response. One base per protocol derives from this.
/// </summary>
internal abstract class AwsService<TCall> : IAwsService
{
    public abstract string Name { get; }

    public abstract string SigningName { get; }

    public abstract string? TargetPrefix { get; }

    public abstract IErrorProtocol Errors { get; }

    public abstract int BodySizeBytesMax { get; }

    public virtual bool IsForPages => false;

    IReadOnlyList<IAwsOperation> IAwsService.Operations => Operations.All;

    /// <summary>What this service does. Any other operation is refused by name.</summary>
    protected abstract OperationTable<TCall> Operations { get; }

    public virtual bool Recognises(HttpRequest request) => false;

    public virtual bool StreamsBody(HttpRequest request) => false;

    /// <summary>Where some operations need no signature, one that is not done is refused by name without it.</summary>
    public bool NeedsSignature(HttpRequest request) =>
        !Operations.HasUnsigned || Find(request, []) is { NeedsSignature: true };

    public ValueTask HandleAsync(AwsRequest request)
    {
        var operation = Find(request.Http.Request, request.Body.Span)
            ?? throw new AwsException(Refuse(Describe(request.Http.Request, request.Body.Span)));
        request.NameOperation(Name, operation.Name);
        return ExecuteAsync(operation, request);
    }

    /// <summary>The operation that a request names.</summary>
    /// <param name="body">Empty while the body is not read yet.</param>
    /// <returns>Null where it is none of <see cref="Operations"/>.</returns>
    protected abstract IAwsOperation<TCall>? Find(HttpRequest request, ReadOnlySpan<byte> body);

    /// <summary>What the request asks for, where <see cref="Find"/> finds nothing.</summary>
    protected abstract string Describe(HttpRequest request, ReadOnlySpan<byte> body);

    /// <param name="what">As <see cref="Describe"/> has it.</param>
    protected virtual AwsError Refuse(string what) => Unsupported.Operation(Name, what);

    /// <summary>Reads the request, runs the operation and sends its response.</summary>
    protected abstract ValueTask ExecuteAsync(IAwsOperation<TCall> operation, AwsRequest request);
}
