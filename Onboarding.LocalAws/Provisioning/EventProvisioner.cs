using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Resources;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>Event buses and rules with their targets, through EventBridge's API.</summary>
internal sealed class EventProvisioner(WireClient wire, StackTemplate template)
{
    private const string DefaultBus = "default";

    /// <exception cref="ProvisioningException">The endpoint refused the call.</exception>
    public async Task CreateBusAsync(string name, TemplateMapping properties, CancellationToken stop)
    {
        byte[] body = Json(writer =>
        {
            writer.WriteString("Name", name);
            if (properties.FindText("Description") is { } description)
            {
                writer.WriteString("Description", description);
            }
        });
        WireAnswer answer = await SendAsync("CreateEventBus", body, stop);
        if (!answer.IsSuccess && answer.ErrorCode != "ResourceAlreadyExistsException")
        {
            throw new ProvisioningException($"CreateEventBus: {answer.Describe()}");
        }
    }

    /// <exception cref="ProvisioningException">The endpoint refused a call or a target.</exception>
    public async Task CreateRuleAsync(
        TemplateResource resource, string name, TemplateMapping properties, CancellationToken stop)
    {
        using JsonDocument rule = await CallAsync("PutRule", RuleBody(name, properties), stop);
        string bus = properties.FindText("EventBusName") ?? DefaultBus;
        template.SetCreated(resource.LogicalId, "Arn", rule.RootElement.GetProperty("RuleArn").GetString()!);
        // AWS::Events::Rule's Ref is bus|rule on a bus of one's own.
        template.SetCreated(resource.LogicalId, "Ref", bus == DefaultBus ? name : $"{bus}|{name}");
        if (properties.Find("Targets") is not TemplateSequence { Items.Count: > 0 } targets)
        {
            return;
        }

        using JsonDocument put = await CallAsync("PutTargets", TargetsBody(name, bus, targets), stop);
        if (put.RootElement.GetProperty("FailedEntryCount").GetInt32() > 0)
        {
            throw new ProvisioningException($"PutTargets: {put.RootElement.GetProperty("FailedEntries")}");
        }
    }

    private static byte[] RuleBody(string name, TemplateMapping properties) => Json(writer =>
    {
        writer.WriteString("Name", name);
        writer.WriteString("EventPattern", EventsRule.PatternText(properties.Find("EventPattern")!));
        foreach (TemplateEntry entry in properties.Entries)
        {
            if (EventsRule.PutRule.Find(entry.Key) is not { } property)
            {
                continue;
            }

            writer.WritePropertyName(entry.Key);
            ShapeJson.Write(writer, entry.Value, property.Shape);
        }
    });

    private static byte[] TargetsBody(string rule, string bus, TemplateSequence targets) => Json(writer =>
    {
        writer.WriteString("Rule", rule);
        writer.WriteString("EventBusName", bus);
        writer.WritePropertyName("Targets");
        ShapeJson.Write(writer, targets, EventsRule.Targets);
    });

    private static byte[] Json(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonWire.WriterOptions))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private async Task<JsonDocument> CallAsync(string operation, byte[] body, CancellationToken stop)
    {
        WireAnswer answer = await SendAsync(operation, body, stop);
        return answer.IsSuccess
            ? answer.ParseJson()
            : throw new ProvisioningException($"{operation}: {answer.Describe()}");
    }

    private Task<WireAnswer> SendAsync(string operation, byte[] body, CancellationToken stop) =>
        wire.CallAsync("events", $"AWSEvents.{operation}", "1.1", body, stop);
}
