using System.Buffers;
using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Resources;
using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>AWS::DynamoDB::Table through CreateTable, DescribeTable until it is active, and UpdateTimeToLive.</summary>
internal sealed class TableProvisioner(WireClient wire, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ActiveWithin = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Creates the table, or finds the one that a data folder has kept; returns its stream's ARN, if any.
    /// </summary>
    /// <exception cref="ProvisioningException">The endpoint refused a call.</exception>
    public async Task<string?> CreateAsync(string name, TemplateMapping properties, CancellationToken stop)
    {
        byte[] wanted = CreateTableBody(name, properties);
        WireAnswer answer = await CallAsync("CreateTable", wanted, stop);
        bool existed = answer.ErrorCode == "ResourceInUseException";
        (bool active, string? streamArn) = existed ? (false, null) : ReadTable(answer, "TableDescription");
        long start = time.GetTimestamp();
        while (!active)
        {
            if (time.GetElapsedTime(start) > ActiveWithin)
            {
                throw new ProvisioningException($"table {name} did not become ACTIVE within {ActiveWithin}");
            }

            answer = await CallAsync("DescribeTable", NameOnly(name), stop);
            (active, streamArn) = ReadTable(answer, "Table");
            if (active && existed)
            {
                CheckKept(wanted, answer);
            }

            if (!active)
            {
                await Task.Delay(PollInterval, time, stop);
            }
        }

        if (properties.Find("TimeToLiveSpecification") is TemplateMapping timeToLive)
        {
            if (!existed || !await HasTimeToLiveAsync(name, timeToLive, stop))
            {
                await CallAsync("UpdateTimeToLive", TimeToLiveBody(name, timeToLive), stop);
            }
        }

        return streamArn;
    }

    private static void CheckKept(byte[] wanted, WireAnswer described)
    {
        using JsonDocument template = JsonDocument.Parse(wanted);
        using JsonDocument kept = described.ParseJson();
        if (KeptTable.Difference(template.RootElement, kept.RootElement.GetProperty("Table")) is { } difference)
        {
            throw new ProvisioningException(
                $"the table is there already and differs in {difference}; delete it or start with another data folder");
        }
    }

    private async Task<bool> HasTimeToLiveAsync(string name, TemplateMapping wanted, CancellationToken stop)
    {
        WireAnswer answer = await CallAsync("DescribeTimeToLive", NameOnly(name), stop);
        using JsonDocument document = answer.ParseJson();
        JsonElement kept = document.RootElement.GetProperty("TimeToLiveDescription");
        bool isEnabled = kept.GetProperty("TimeToLiveStatus").GetString() is "ENABLED" or "ENABLING";
        return isEnabled == wanted.FindBoolean("Enabled")
            && (!isEnabled || kept.GetProperty("AttributeName").ValueEquals(wanted.FindText("AttributeName")));
    }

    private async Task<WireAnswer> CallAsync(string operation, byte[] body, CancellationToken stop)
    {
        WireAnswer answer = await wire.CallAsync("dynamodb", $"DynamoDB_20120810.{operation}", "1.0", body, stop);
        return answer.IsSuccess || (operation == "CreateTable" && answer.ErrorCode == "ResourceInUseException")
            ? answer
            : throw new ProvisioningException($"{operation}: {answer.Describe()}");
    }

    private static (bool Active, string? StreamArn) ReadTable(WireAnswer answer, string property)
    {
        using JsonDocument document = answer.ParseJson();
        JsonElement table = document.RootElement.GetProperty(property);
        return (
            table.GetProperty("TableStatus").ValueEquals("ACTIVE"),
            table.TryGetProperty("LatestStreamArn", out JsonElement arn) ? arn.GetString() : null);
    }

    private static byte[] CreateTableBody(string name, TemplateMapping properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("TableName"u8, name);
            foreach (TemplateEntry entry in properties.Entries)
            {
                if (DynamoDbTable.CreateTable.Find(entry.Key) is not { } property)
                {
                    continue;
                }

                writer.WritePropertyName(entry.Key);
                if (entry.Key == "StreamSpecification")
                {
                    WriteStream(writer, (TemplateMapping)entry.Value);
                }
                else
                {
                    ShapeJson.Write(writer, entry.Value, property.Shape);
                }
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // The API has a switch that CloudFormation leaves out: there, naming a view type means enabling the stream.
    private static void WriteStream(Utf8JsonWriter writer, TemplateMapping stream)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("StreamEnabled"u8, true);
        writer.WriteString("StreamViewType"u8, stream.FindText("StreamViewType"));
        writer.WriteEndObject();
    }

    private static byte[] TimeToLiveBody(string name, TemplateMapping timeToLive)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("TableName"u8, name);
            writer.WritePropertyName("TimeToLiveSpecification"u8);
            ShapeJson.Write(writer, timeToLive, DynamoDbTable.TimeToLive);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] NameOnly(string name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("TableName"u8, name);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
