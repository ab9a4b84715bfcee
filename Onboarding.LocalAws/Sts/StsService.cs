using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Sts.Operations;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sts;

/// <summary>STS (query protocol): who am I. Parameters come as a form, or in the query of a presigned URL.</summary>
internal sealed class StsService(AwsScope scope) : IAwsService
{
    public const string XmlNamespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    private const string Version = "2011-06-15";

    public string Name => "STS";

    public string SigningName => "sts";

    public string? TargetPrefix => null;

    public IErrorProtocol Errors { get; } = new QueryErrorProtocol(XmlNamespace);

    public int BodySizeBytesMax => 256 * 1024;

    public ValueTask HandleAsync(AwsRequest request)
    {
        var (action, version) = ReadAction(request);
        if (action.Length == 0)
        {
            throw new AwsException(new AwsError(
                "MissingAction", 400, "Could not find operation for the request: Action is missing."));
        }

        if (version != Version)
        {
            throw new AwsException(new AwsError(
                "InvalidAction", 400, $"Could not find operation {action} for version {version}"));
        }

        request.NameOperation(Name, action);
        return action == "GetCallerIdentity"
            ? GetCallerIdentity.HandleAsync(request, scope)
            : throw new AwsException(Unsupported.Operation(Name, action));
    }

    private static (string Action, string Version) ReadAction(AwsRequest request)
    {
        if (request.Body.IsEmpty)
        {
            var query = request.Http.Request.Query;
            return (query["Action"].ToString(), query["Version"].ToString());
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body.Span));
        return (form.GetValueOrDefault("Action").ToString(), form.GetValueOrDefault("Version").ToString());
    }
}
