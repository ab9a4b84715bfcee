using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Lambda.EventSources.Queues;
using Onboarding.LocalAws.Lambda.EventSources.Redelivery;
using Onboarding.LocalAws.Lambda.EventSources.Shards;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Lambda.Control;

/// <summary>
/// The part of the event sources' page that delivers records once more:
/// <c>{"redriven":1,"records":3,"failed":0,"notFound":0,"foreign":0}</c> for the documents of the on-failure queue,
/// <c>{"status":"Succeeded","requestId":"…","payload":"null"}</c> for one record.
/// </summary>
internal sealed class RedeliveryPage(Func<string, IMessageQueue?> findQueue)
{
    public async ValueTask RedriveAsync(HttpContext http, IEventSourceMapping? found)
    {
        if (await RequireAsync(http, found) is not { } mapping)
        {
            return;
        }

        if (mapping.Settings.OnFailureArn is not { } arn || findQueue(arn) is not { } queue)
        {
            await ControlEndpoint.RefuseAsync(http, 400, "the mapping has no on-failure queue here");
            return;
        }

        var outcome = await mapping.Redelivery.RedriveAsync(queue, http.RequestAborted);
        await SendAsync(http, json => Write(json, outcome));
    }

    public static async ValueTask ReplayAsync(HttpContext http, IEventSourceMapping? found)
    {
        if (await RequireAsync(http, found) is not { } mapping)
        {
            return;
        }

        var sequenceNumber = http.Request.Query["sequenceNumber"].ToString();
        if (await mapping.Redelivery.ReplayAsync(sequenceNumber, http.RequestAborted) is { } result)
        {
            await SendAsync(http, json => Write(json, result));
        }
        else
        {
            await ControlEndpoint.RefuseAsync(
                http, 404, $"the stream has no record with the sequenceNumber '{sequenceNumber}'");
        }
    }

    /// <summary>Answers the refusal itself.</summary>
    private static async ValueTask<StreamMapping?> RequireAsync(HttpContext http, IEventSourceMapping? found)
    {
        switch (found)
        {
            case null:
                await ControlEndpoint.RefuseAsync(http, 404, "there is no such event source mapping");
                return null;
            case StreamMapping { Settings.TumblingWindow: null } mapping:
                return mapping;
            case StreamMapping:
                await ControlEndpoint.RefuseAsync(
                    http, 400, "a record of a tumbling window means nothing without its window");
                return null;
            case ShardedMapping:
                await ControlEndpoint.RefuseAsync(
                    http,
                    501,
                    "not supported by Onboarding.LocalAws: delivering records of another endpoint's stream once more");
                return null;
            default:
                await ControlEndpoint.RefuseAsync(
                    http, 400, "a queue delivers its messages again by itself, after their visibility timeout");
                return null;
        }
    }

    private static void Write(Utf8JsonWriter json, RedriveOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteNumber("redriven", outcome.Redriven);
        json.WriteNumber("records", outcome.Records);
        json.WriteNumber("failed", outcome.Failed);
        json.WriteNumber("notFound", outcome.NotFound);
        json.WriteNumber("foreign", outcome.Foreign);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, InvokeResult result)
    {
        json.WriteStartObject();
        json.WriteString("status", result.Status.ToString());
        json.WriteString("requestId", result.RequestId);
        // Text, since a function may answer what is no JSON.
        json.WriteString("payload", result.Payload.Span);
        json.WriteEndObject();
    }

    private static ValueTask SendAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            write(json);
        }

        return new AwsResponse(http, http.TraceIdentifier).SendAsync(200, "application/json", body.WrittenMemory);
    }
}
