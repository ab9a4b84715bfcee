using System.Text.Json;
using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// The FunctionConfiguration structure (https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html),
/// as far as a local function has it: there is no code package, hence no size and no hash.
/// </summary>
internal static class FunctionConfiguration
{
    public static void WriteMembers(Utf8JsonWriter json, LambdaFunctions functions, FunctionDefinition function)
    {
        json.WriteString("FunctionName", function.Name);
        json.WriteString("FunctionArn", functions.ArnOf(function.Name));
        json.WriteString("Runtime", function.Runtime);
        json.WriteString("Role", functions.RoleArnOf(function));
        json.WriteString("Handler", function.Handler);
        json.WriteString("Description", function.Description);
        json.WriteNumber("Timeout", (int)function.Timeout.TotalSeconds);
        json.WriteNumber("MemorySize", function.MemorySizeMegabytes);
        json.WriteString("Version", "$LATEST");
        if (function.AsyncInvoke.DeadLetterTargetArn is { } deadLetters)
        {
            json.WriteStartObject("DeadLetterConfig");
            json.WriteString("TargetArn", deadLetters);
            json.WriteEndObject();
        }

        WriteEnvironment(json, function);
        json.WriteString("PackageType", "Zip");
        json.WriteString("State", "Active");
        json.WriteString("LastUpdateStatus", "Successful");
    }

    private static void WriteEnvironment(Utf8JsonWriter json, FunctionDefinition function)
    {
        if (function.Environment.Count == 0)
        {
            return;
        }

        json.WriteStartObject("Environment");
        json.WriteStartObject("Variables");
        foreach (var (name, value) in function.Environment)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
