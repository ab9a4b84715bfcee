using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.SageMakerRuntime.Operations;

/// <summary>
/// InvokeEndpoint: one inference (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html).
/// No endpoint is created here: each name is one that hosts <see cref="PersonalisationModel"/>.
/// </summary>
internal sealed partial class InvokeEndpoint(AwsScope scope) : IRestJsonOperation
{
    /// <summary>6 MB.</summary>
    public const int BodySizeBytesMax = 6_291_456;

    private const string Json = "application/json";
    private const int NameLengthMax = 63;

    /// <summary>The member of each header that chooses what one model with one variant does not have.</summary>
    private static readonly Dictionary<string, string> RefusedHeaders = new(StringComparer.Ordinal)
    {
        ["X-Amzn-SageMaker-Enable-Explanations"] = "EnableExplanations",
        ["X-Amzn-SageMaker-Inference-Component"] = "InferenceComponentName",
        ["X-Amzn-SageMaker-Session-Id"] = "SessionId",
        ["X-Amzn-SageMaker-Target-Container-Hostname"] = "TargetContainerHostname",
        ["X-Amzn-SageMaker-Target-Model"] = "TargetModel",
        ["X-Amzn-SageMaker-Target-Variant"] = "TargetVariant",
    };

    public string Name => "InvokeEndpoint";

    public RestJsonRoute Route { get; } = new("POST /endpoints/{EndpointName}/invocations");

    public IReadOnlyList<Permission> Permissions { get; } =
    [
        new("sagemaker:InvokeEndpoint", "arn:aws:sagemaker:{Region}:{Account}:endpoint/{EndpointName}"),
    ];

    /// <summary>Custom attributes and inference ids are the model's to use, and this one does not.</summary>
    public OperationMembers Members { get; } = new(
        "Accept", "Body", "ContentType", "CustomAttributes", "EndpointName", "InferenceId")
    {
        Refused = [.. RefusedHeaders.Values],
    };

    public bool HasPayload => true;

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var request = call.Request.Http.Request;
        foreach (var (header, member) in RefusedHeaders)
        {
            if (request.Headers.ContainsKey(header))
            {
                throw SageMakerRuntimeErrors.OfMembers.Unsupported(Name, member);
            }
        }

        var endpoint = call.Label("EndpointName");
        Validate(endpoint, call.Request.Body.Length);
        var prediction = Ask(endpoint, request, call.Request.Body);
        call.Request.Http.Response.Headers["x-Amzn-Invoked-Production-Variant"] = "AllTraffic";
        return call.SendAsync(StatusCodes.Status200OK, prediction);
    }

    private static void Validate(string endpoint, int sizeBytes)
    {
        if (endpoint.Length > NameLengthMax)
        {
            throw SageMakerRuntimeErrors.EndpointNameLength(endpoint);
        }

        if (!EndpointName().IsMatch(endpoint))
        {
            throw SageMakerRuntimeErrors.EndpointName(endpoint);
        }

        if (sizeBytes > BodySizeBytesMax)
        {
            throw SageMakerRuntimeErrors.BodyLength(BodySizeBytesMax);
        }
    }

    /// <summary>As a container answers, whose 4xx is AWS's ModelError.</summary>
    private ReadOnlyMemory<byte> Ask(string endpoint, HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (request.ContentType?.Split(';')[0].Trim() != Json)
        {
            throw SageMakerRuntimeErrors.Model(
                scope, endpoint, 415, $"content type '{request.ContentType}' is not {Json}");
        }

        var accept = request.Headers.Accept.ToString();
        if (accept.Length > 0 && !accept.Contains(Json, StringComparison.OrdinalIgnoreCase) && !accept.Contains("*/*"))
        {
            throw SageMakerRuntimeErrors.Model(scope, endpoint, 406, $"the model writes {Json} only");
        }

        return PersonalisationModel.Predict(body) ?? throw SageMakerRuntimeErrors.Model(
            scope, endpoint, 400, "the body must be {\"instances\":[{…}]} with 1 to 1000 objects");
    }

    [GeneratedRegex(@"^[a-zA-Z0-9](-*[a-zA-Z0-9])*\z")]
    private static partial Regex EndpointName();
}
