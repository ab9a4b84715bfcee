using System.Globalization;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Lambda.Environments;

/// <summary>
/// The complete set of variables of an environment
/// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime).
/// </summary>
/// <param name="edgeUrl">Known once the edge listens.</param>
internal sealed class EnvironmentVariables(AwsScope scope, Func<Uri> edgeUrl, TimeProvider time)
{
    /// <summary>
    /// Later wins: defaults, then the function's own, then Lambda's reserved ones. A function may set
    /// <c>AWS_ENDPOINT_URL</c> for a hybrid stack; it is no reserved variable.
    /// </summary>
    public IReadOnlyDictionary<string, string> For(FunctionDefinition function, ExecutionEnvironment environment) =>
        For(function, $"{function.Name}@{environment.Id}", environment.LogStreamId, environment.Credential);

    /// <summary>The same for a runtime that a developer starts, which polls under the function's name.</summary>
    /// <param name="logStreamId">32 hexadecimal digits.</param>
    public IReadOnlyDictionary<string, string> ForExternal(
        FunctionDefinition function, string logStreamId, Credential credential) =>
        For(function, function.Name, logStreamId, credential);

    private Dictionary<string, string> For(
        FunctionDefinition function, string runtimePath, string logStreamId, Credential credential)
    {
        var edge = edgeUrl();
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = edge.GetLeftPart(UriPartial.Authority),
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["OTEL_SERVICE_NAME"] = function.Name,
        };
        foreach (var (name, value) in function.Environment)
        {
            all[name] = value;
        }

        SetReserved(all, function, logStreamId, credential);
        all["AWS_LAMBDA_RUNTIME_API"] = $"{edge.Authority}/{runtimePath}";
        return all;
    }

    private void SetReserved(
        Dictionary<string, string> all, FunctionDefinition function, string logStreamId, Credential credential)
    {
        all["_HANDLER"] = function.Handler;
        all["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        all["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        all["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySizeMegabytes.ToString(CultureInfo.InvariantCulture);
        all["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        all["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}";
        all["AWS_LAMBDA_LOG_STREAM_NAME"] = string.Create(
            CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy/MM/dd}/[$LATEST]{logStreamId}");
        all["AWS_REGION"] = scope.Region;
        all["AWS_DEFAULT_REGION"] = scope.Region;
        all["AWS_ACCESS_KEY_ID"] = credential.AccessKeyId;
        all["AWS_SECRET_ACCESS_KEY"] = credential.SecretAccessKey;
        all["AWS_SESSION_TOKEN"] = credential.SessionToken ?? "";
        // "This environment variable is not defined for OS-only runtimes", says the page above.
        if (!function.Runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            all["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{function.Runtime}";
        }
    }
}
