using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Wire;

/// <summary>One AWS service behind the edge.</summary>
internal interface IAwsService
{
    /// <summary>The service's name in spans and logs, for example <c>DynamoDB</c>.</summary>
    string Name { get; }

    /// <summary>The service part of the credential scope, for example <c>dynamodb</c>.</summary>
    string SigningName { get; }

    /// <summary>
    /// The part of <c>X-Amz-Target</c> before the dot, for example <c>DynamoDB_20120810</c>; null for services
    /// that are addressed by path or form body. Where there is one, it decides, since two services can share a
    /// signing name.
    /// </summary>
    string? TargetPrefix { get; }

    /// <summary>How errors of this service look on the wire.</summary>
    IErrorProtocol Errors { get; }

    /// <summary>The largest body that is read for the service, in bytes.</summary>
    int BodySizeBytesMax { get; }

    /// <summary>
    /// True where the service itself reads the body of this request, however long it is, and checks it against what was
    /// signed, holding no more than <see cref="Edge.EdgeDispatcher.StreamedSizeBytesMax"/> of it at a time.
    /// </summary>
    bool StreamsBody(HttpRequest request);

    /// <summary>
    /// Whether a request that is signed for <see cref="SigningName"/> speaks this API: another of the same name may be
    /// here, or not be here at all.
    /// </summary>
    bool Takes(HttpRequest request);

    /// <summary>
    /// Whether a request without signature and target is still recognisably this service's, by path or host. It then
    /// gets this service's answer (with signatures on: that one is missing), not the HTTP API's.
    /// </summary>
    bool Recognises(HttpRequest request);

    /// <summary>
    /// False for a request that AWS takes unsigned, such as Cognito's SignUp: a signature is ignored, and the caller is
    /// anonymous.
    /// </summary>
    bool NeedsSignature(HttpRequest request);

    /// <summary>Whether a page in a browser may send this request; asked only where one does.</summary>
    bool Admits(in PageRequest page);

    /// <summary>Lets the page that sends the request read the answer, where it may.</summary>
    void AllowOrigin(HttpContext http);

    /// <summary>What the service does, for the checks over all operations.</summary>
    IReadOnlyList<IAwsOperation> Operations { get; }

    /// <summary>Writes status, headers and body of the answer.</summary>
    /// <exception cref="AwsException">The caller's fault; the edge writes it through <see cref="Errors"/>.</exception>
    ValueTask HandleAsync(AwsRequest request);
}
