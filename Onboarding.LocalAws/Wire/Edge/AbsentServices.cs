using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Edge;

/// <summary>
/// In which format the client of a service that this host does not play reads an error: in another it would report
/// that it cannot read the answer, not what the answer says. The shape of the request tells the protocol, since an SDK
/// may speak one of several to a service; where no shape does, the service's name.
/// Source: https://smithy.io/2.0/aws/protocols/index.html, and the models of the SDKs for who speaks what.
/// </summary>
internal static class AbsentServices
{
    private static readonly IErrorFormat Json10 = new JsonErrorProtocol("1.0");
    private static readonly IErrorFormat Json11 = new JsonErrorProtocol("1.1");
    private static readonly IErrorFormat RestJson = new RestJsonErrorProtocol();
    private static readonly IErrorFormat Cbor = new CborErrorFormat();
    private static readonly IErrorFormat Ec2 = new Ec2ErrorFormat();
    private static readonly IErrorFormat S3 = new RestXmlErrorProtocol();

    /// <summary>
    /// Clients do not look at the namespace, which is each service's own. CloudFront and Route 53 write REST-XML's
    /// errors, which look the same.
    /// </summary>
    private static readonly IErrorFormat Xml = new QueryErrorProtocol(xmlNamespace: "");

    /// <param name="claim">Null for a request that has only a target.</param>
    public static IErrorFormat FormatFor(HttpRequest request, SignatureClaim? claim)
    {
        if (request.Headers[CborErrorFormat.ProtocolHeader] == CborErrorFormat.ProtocolName)
        {
            return Cbor;
        }

        if (request.Headers.ContainsKey("X-Amz-Target"))
        {
            return HasContentType(request, "application/x-amz-json-1.0") ? Json10 : Json11;
        }

        return claim?.Scope.Service switch
        {
            "ec2" => Ec2,
            "s3express" or "s3-object-lambda" or "s3-outposts" => S3,
            "cloudfront" or "route53" => Xml,
            _ => IsQuery(request) ? Xml : RestJson,
        };
    }

    /// <summary>A form, or the query of a presigned URL.</summary>
    private static bool IsQuery(HttpRequest request) =>
        HasContentType(request, "application/x-www-form-urlencoded") || request.Query.ContainsKey("Action");

    private static bool HasContentType(HttpRequest request, string type) =>
        request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;
}
