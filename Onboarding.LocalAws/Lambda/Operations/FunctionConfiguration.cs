using System.Text.Json;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// The FunctionConfiguration structure (https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html),
/// as far as a local function has it: there is no code package, hence no size and no hash.
/// </summary>
internal static class FunctionConfiguration
{
    public static void WriteMembers(Utf8JsonWriter response, LambdaFunctions functions, FunctionDefinition function)
    {
        response.WriteString("FunctionName", function.Name);
        response.WriteString("FunctionArn", functions.ArnOf(function.Name));
        response.WriteString("Runtime", function.Runtime);
        response.WriteString("Role", functions.RoleArnOf(function));
        response.WriteString("Handler", function.Handler);
        response.WriteString("Description", function.Description);
        response.WriteNumber("Timeout", (int)function.Timeout.TotalSeconds);
        response.WriteNumber("MemorySize", function.MemorySizeMegabytes);
        response.WriteString("Version", "$LATEST");
        if (function.AsyncInvoke.DeadLetterTargetArn is { } deadLetters)
        {
            response.WriteStartObject("DeadLetterConfig");
            response.WriteString("TargetArn", deadLetters);
            response.WriteEndObject();
        }

        WriteEnvironment(response, function);
        response.WriteString("PackageType", "Zip");
        response.WriteString("State", "Active");
        response.WriteString("LastUpdateStatus", "Successful");
    }

    private static void WriteEnvironment(Utf8JsonWriter response, FunctionDefinition function)
    {
        if (function.Environment.Count == 0)
        {
            return;
        }

        response.WriteStartObject("Environment");
        response.WriteStartObject("Variables");
        foreach (var (name, value) in function.Environment)
        {
            response.WriteString(name, value);
        }

        response.WriteEndObject();
        response.WriteEndObject();
    }
}
