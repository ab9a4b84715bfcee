using System.Text.Json;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.StepFunctions;
using Onboarding.LocalAws.StepFunctions.Engine;
using Onboarding.LocalAws.StepFunctions.Language;
using Onboarding.LocalAws.StepFunctions.Language.Json;
using Onboarding.LocalAws.Wire.Client;
using Onboarding.LocalAws.Wire.Modules;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Wiring;

/// <summary>
/// What Task states call: functions in this process, all other services over the wire, so that each keeps its own
/// checks and its own place (docs/adr/0023-point-services-at-other-endpoints.md).
/// </summary>
/// <param name="functions">What runs functions.</param>
internal sealed class TaskIntegrations(HostContext host, TaskFunctions functions) : ITaskIntegrations, IDisposable
{
    private readonly IDurability _durability = host.State.Durability;

    /// <summary>Made at the first call: the edge listens by then.</summary>
    private readonly Lazy<WireClient> _here = new(() => new WireClient(
        host.EdgeUrl, new SigV4Signer(host.Credentials.Root, host.Scope.Region, host.Time)));

    public async Task<JsonElement> InvokeAsync(string functionArn, JsonElement payload, CancellationToken stop)
    {
        await _durability.WhenDurableAsync().WaitAsync(stop);
        return await functions.InvokeAsync(functionArn, payload, stop);
    }

    public async Task<JsonElement> CallAsync(TaskCall call, CancellationToken stop)
    {
        if (call.Service == "lambda")
        {
            await _durability.WhenDurableAsync().WaitAsync(stop);
            return await functions.CallAsync(call.Parameters, stop);
        }

        var service = TaskService.Of(call.Service, call.Action);
        try
        {
            return ResultOf(await SendAsync(service, TaskRequest.Body(call), stop), service);
        }
        catch (HttpRequestException e)
        {
            throw service.Errors.Unreached(e.Message);
        }
    }

    public void Dispose()
    {
        if (_here.IsValueCreated)
        {
            _here.Value.Dispose();
        }
    }

    /// <summary>
    /// A service of this host answers only once all before is durable; another endpoint does not wait for that.
    /// </summary>
    private async Task<WireResponse> SendAsync(TaskService service, byte[] body, CancellationToken stop)
    {
        if (service.Api is not { } api)
        {
            return await _here.Value.SesAsync("SendEmail", HttpMethod.Post, "outbound-emails", body, stop);
        }

        if (host.Remote.Find(api.Service) is not { } elsewhere)
        {
            return await _here.Value.CallAsync(api, service.Operation, body, stop);
        }

        await _durability.WhenDurableAsync().WaitAsync(stop);
        return await elsewhere.Client.CallAsync(api, service.Operation, body, stop);
    }

    private static JsonElement ResultOf(WireResponse response, TaskService service)
    {
        var requestId = response.Header("x-amzn-RequestId") ?? "";
        if (!response.IsSuccess)
        {
            throw service.Errors.Of(
                response.ErrorCode ?? "Unknown", response.Status, response.ErrorMessage, requestId);
        }

        var isAwsSdk = service.Errors.IsAwsSdk;
        var body = response.Body.Length == 0 ? JsonValue.EmptyObject : JsonValue.Parse(response.Body);
        if (service.Operation == "PutEvents" && body.GetProperty("FailedEntryCount").GetInt32() > 0)
        {
            throw new StatesException("EventBridge.FailedEntry", body.GetRawText());
        }

        return isAwsSdk ? body : JsonValue.Parse(JsonWire.Object(json =>
        {
            foreach (var member in body.EnumerateObject())
            {
                member.WriteTo(json);
            }

            SdkMetadata.Write(json, requestId, response.Headers);
        }));
    }
}
