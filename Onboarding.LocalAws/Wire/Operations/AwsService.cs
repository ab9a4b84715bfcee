using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>
/// A service as the list of its operations. One base per protocol derives from this: it finds the operation that a
/// request names, reads the request and writes the response; what is not done is answered 501.
/// </summary>
internal abstract class AwsService<TCall> : IAwsService
{
    public abstract string Name { get; }

    public abstract string SigningName { get; }

    public abstract string? TargetPrefix { get; }

    public abstract IErrorProtocol Errors { get; }

    public abstract int BodySizeBytesMax { get; }

    /// <summary>Whether pages of this machine may call it and read what it answers.</summary>
    protected virtual bool IsForPages => false;

    IReadOnlyList<IAwsOperation> IAwsService.Operations => Operations.All;

    /// <summary>What this service does. Any other operation is refused by name.</summary>
    protected abstract OperationTable<TCall> Operations { get; }

    public virtual bool Takes(HttpRequest request) => true;

    public virtual bool Recognises(HttpRequest request) => false;

    public virtual bool StreamsBody(HttpRequest request) => false;

    public virtual bool NeedsSignature(HttpRequest request) => true;

    public virtual bool Admits(in PageRequest page) =>
        IsForPages ? BrowserAccess.Admits(page) : BrowserAccess.AdmitsLink(page);

    public virtual void AllowOrigin(HttpContext http)
    {
        if (IsForPages)
        {
            BrowserAccess.AllowOrigin(http);
        }
    }

    /// <summary>Finds the operation that the request names, runs it and sends its response.</summary>
    public abstract ValueTask HandleAsync(AwsRequest request);

    /// <summary>Names the operation in the request's span.</summary>
    /// <param name="operation">Null where it is none of <see cref="Operations"/>.</param>
    /// <param name="what">The request asks for, for the answer that it is not done.</param>
    /// <exception cref="AwsException">It is not done.</exception>
    protected TOperation Begin<TOperation>(TOperation? operation, AwsRequest request, ReadOnlySpan<char> what)
        where TOperation : class, IAwsOperation<TCall>
    {
        if (operation is null)
        {
            throw new AwsException(Refuse(what.ToString()));
        }

        request.NameOperation(Name, operation.Name);
        return operation;
    }

    protected virtual AwsError Refuse(string what) => Unsupported.Operation(Name, what);
}
