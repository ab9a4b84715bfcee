using System.Text;
using System.Xml;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>What the services of the query protocol share: the form, and the frame of a response.</summary>
internal static class QueryWire
{
    public const string ContentType = "text/xml";

    /// <summary>The form, or the query of a presigned URL.</summary>
    public static Dictionary<string, StringValues> Read(AwsRequest request) =>
        request.Body.IsEmpty
            ? request.Http.Request.Query.ToDictionary(StringComparer.Ordinal)
            : QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body.Span)).ToDictionary(StringComparer.Ordinal);

    /// <param name="version">The API's date, which a request names in <c>Version</c>.</param>
    /// <exception cref="AwsException">There is none, or of another version.</exception>
    public static string ActionIn(Dictionary<string, StringValues> input, string version)
    {
        var action = input.GetValueOrDefault("Action").ToString();
        if (action.Length == 0)
        {
            throw new AwsException(new AwsError(
                "MissingAction", 400, "Could not find operation for the request: Action is missing."));
        }

        var given = input.GetValueOrDefault("Version").ToString();
        return given == version
            ? action
            : throw new AwsException(new AwsError(
                "InvalidAction", 400, $"Could not find operation {action} for version {given}"));
    }

    public static void EndResponse(XmlWriter xml, string requestId)
    {
        xml.WriteStartElement("ResponseMetadata");
        xml.WriteElementString("RequestId", requestId);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
