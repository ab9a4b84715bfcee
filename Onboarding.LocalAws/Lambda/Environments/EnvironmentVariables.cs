using System.Globalization;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.Model;

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
    public IReadOnlyDictionary<string, string> For(FunctionDefinition function, ExecutionEnvironment environment)
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

        SetReserved(all, function, environment, edge);
        return all;
    }

    private void SetReserved(
        Dictionary<string, string> all, FunctionDefinition function, ExecutionEnvironment environment, Uri edge)
    {
        all["_HANDLER"] = function.Handler;
        all["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        all["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        all["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySizeMegabytes.ToString(CultureInfo.InvariantCulture);
        all["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        all["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}";
        all["AWS_LAMBDA_LOG_STREAM_NAME"] = string.Create(
            CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy/MM/dd}/[$LATEST]{environment.LogStreamId}");
        all["AWS_LAMBDA_RUNTIME_API"] = $"{edge.Authority}/{function.Name}@{environment.Id}";
        all["AWS_REGION"] = scope.Region;
        all["AWS_DEFAULT_REGION"] = scope.Region;
        all["AWS_ACCESS_KEY_ID"] = environment.Credential.AccessKeyId;
        all["AWS_SECRET_ACCESS_KEY"] = environment.Credential.SecretAccessKey;
        all["AWS_SESSION_TOKEN"] = environment.Credential.SessionToken ?? "";
        // "This environment variable is not defined for OS-only runtimes", says the page above.
        if (!function.Runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            all["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{function.Runtime}";
        }
    }
}
