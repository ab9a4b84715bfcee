using System.Buffers;
using System.Text;
using System.Text.Json;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>Resolved AWS::Serverless::Function properties → <see cref="FunctionDefinition"/>.</summary>
internal static class FunctionReader
{
    public static FunctionDefinition Read(string name, TemplateMapping properties)
    {
        var definition = new FunctionDefinition
        {
            Name = name,
            Handler = properties.RequiredText("Handler"),
            Runtime = properties.RequiredText("Runtime"),
            // SAM makes a role per function; its physical name only has to be stable here.
            RoleName = name + "Role",
            Environment = properties.FindMap("Environment")?.FindTexts("Variables") ?? [],
            PolicyDocuments = [.. properties.FindList("Policies").Select(PolicyDocument)],
            ReservedConcurrency = properties.FindInteger("ReservedConcurrentExecutions"),
            AsyncInvoke = ReadAsyncInvoke(properties),
        };
        return definition with
        {
            Timeout = properties.FindSeconds("Timeout") ?? definition.Timeout,
            MemorySizeMegabytes = properties.FindInteger("MemorySize") ?? definition.MemorySizeMegabytes,
        };
    }

    private static AsyncInvokeSettings ReadAsyncInvoke(TemplateMapping properties)
    {
        var defaults = new AsyncInvokeSettings();
        TemplateMapping? config = properties.FindMap("EventInvokeConfig");
        TemplateMapping? destinations = config?.FindMap("DestinationConfig");
        return new AsyncInvokeSettings
        {
            EventAgeMax = config?.FindSeconds("MaximumEventAgeInSeconds") ?? defaults.EventAgeMax,
            RetryAttemptsMax = config?.FindInteger("MaximumRetryAttempts") ?? defaults.RetryAttemptsMax,
            OnSuccess = destinations?.FindMap("OnSuccess")?.FindText("Destination"),
            OnFailure = destinations?.FindMap("OnFailure")?.FindText("Destination"),
            DeadLetterTargetArn = properties.FindMap("DeadLetterQueue")?.FindText("TargetArn"),
        };
    }

    private static string PolicyDocument(TemplateNode policy)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ShapeJson.Write(writer, policy, Shape.Json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
