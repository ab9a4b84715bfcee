using System.Xml;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wire.Protocols;

/// <summary>
/// S3's errors: <c>&lt;Error&gt;&lt;Code&gt;NoSuchKey&lt;/Code&gt;&lt;Message&gt;…&lt;/Message&gt;…&lt;/Error&gt;</c>.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.
/// </summary>
internal sealed class RestXmlErrorProtocol : IErrorProtocol
{
    /// <summary>AWS's second request id names the machine that answered; there is one here.</summary>
    private const string HostId = "Onboarding.LocalAws";

    private const string Region = "Region";

    public string RequestIdHeader => "x-amz-request-id";

    public AwsError InternalError { get; } =
        new("InternalError", 500, "We encountered an internal error. Please try again.");

    public AwsError Unavailable { get; } = new("ServiceUnavailable", 503, "Service is unable to handle request.");

    /// <summary>Of a document: an object that is too large is S3's own matter.</summary>
    public AwsError BodyTooLarge(int sizeBytesMax) =>
        new("MaxMessageLengthExceeded", 400, "Your request was too large.")
        {
            ExtraElements = [new("MaxMessageLengthBytes", $"{sizeBytesMax}")],
        };

    public AwsError Describe(SignatureFault fault) => fault.Kind switch
    {
        SignatureFaultKind.Missing => new("AccessDenied", 403, "Access Denied"),
        SignatureFaultKind.Incomplete => new("AuthorizationHeaderMalformed", 400, fault.Detail),
        SignatureFaultKind.Version2 or SignatureFaultKind.MissingContentHash =>
            new("InvalidRequest", 400, fault.Detail),
        SignatureFaultKind.UnknownKey => new(
            "InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records."),
        SignatureFaultKind.WrongToken => new(
            "InvalidToken", 400, "The provided token is malformed or otherwise invalid."),
        SignatureFaultKind.ExpiredToken => new("ExpiredToken", 400, "The provided token has expired."),
        // The answer of a presigned URL, too: https://github.com/odysseyscience/react-s3-uploader/issues/106.
        SignatureFaultKind.HeadersNotSigned => new(
            "AccessDenied", 403, "There were headers present in the request which were not signed")
        {
            ExtraElements = [new("HeadersNotSigned", string.Join(", ", fault.HeadersNotSigned))],
        },
        SignatureFaultKind.Mismatch => new(
            "SignatureDoesNotMatch",
            403,
            "The request signature we calculated does not match the signature you provided. Check your key and "
            + "signing method."),
        SignatureFaultKind.Expired => new(
            "RequestTimeTooSkewed", 403, "The difference between the request time and the current time is too large."),
        SignatureFaultKind.UrlExpired => new("AccessDenied", 403, "Request has expired"),
        SignatureFaultKind.BodyMismatch => new(
            "XAmzContentSHA256Mismatch",
            400,
            "The provided 'x-amz-content-sha256' header does not match what was computed."),
        SignatureFaultKind.MalformedUrl => new("AccessDenied", 403, fault.Detail),
        SignatureFaultKind.WrongScope when fault.Region is { } region => WrongRegion(region),
        SignatureFaultKind.WrongScope => new(
            "AuthorizationHeaderMalformed", 400, "The authorization header is malformed; " + fault.Detail),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public ValueTask WriteAsync(AwsError error, AwsResponse response)
    {
        using var body = new MemoryStream(512);
        using (var xml = XmlWriter.Create(body, XmlWire.WriterSettings))
        {
            xml.WriteStartElement("Error");
            xml.WriteElementString("Code", error.Code);
            xml.WriteElementString("Message", error.Message);
            foreach (var (name, value) in error.ExtraElements)
            {
                xml.WriteElementString(name, value);
                if (name == Region)
                {
                    // Of a HEAD it is all that a client gets.
                    response.Http.Response.Headers["x-amz-bucket-region"] = value;
                }
            }

            xml.WriteElementString("RequestId", response.RequestId);
            xml.WriteElementString("HostId", HostId);
            xml.WriteEndElement();
        }

        response.Http.Response.Headers["x-amz-id-2"] = HostId;
        return response.SendAsync(error.Status, "application/xml", body.ToArray());
    }

    /// <summary>
    /// SDKs read the region and try again there. Recorded by others: https://github.com/jsoma/flatware/issues/10, of a
    /// presigned URL https://github.com/aws/aws-sdk-js/issues/2529.
    /// </summary>
    private static AwsError WrongRegion(WrongRegion region)
    {
        var what = $"the region '{region.Given}' is wrong; expecting '{region.Expected}'";
        return (region.IsPresigned
            ? new AwsError(
                "AuthorizationQueryParametersError", 400, "Error parsing the X-Amz-Credential parameter; " + what)
            : new AwsError("AuthorizationHeaderMalformed", 400, "The authorization header is malformed; " + what))
            with
        {
            ExtraElements = [new(Region, region.Expected)],
        };
    }
}
