using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.StepFunctions.Operations;

/// <summary>GetExecutionHistory. A token is how many events the pages before had.</summary>
internal sealed class GetExecutionHistory(StepFunctionsContext context) : IAwsOperation<JsonCall>
{
    public string Name => "GetExecutionHistory";

    public IReadOnlyList<Permission> Permissions { get; } =
        [new("states:GetExecutionHistory", StepFunctionsResources.Execution)];

    public OperationMembers Members { get; } =
        new("executionArn", "maxResults", "reverseOrder", "nextToken", "includeExecutionData");

    public ValueTask ExecuteAsync(JsonCall call, CancellationToken stop)
    {
        var page = Page.Read(call.Input);
        var isReversed = call.Input.Flag("reverseOrder") ?? false;
        var includesData = call.Input.Flag("includeExecutionData") ?? true;
        var skip = page.Number is <= ExecutionStore.EventsMax and var number
            ? (int)number
            : throw StepFunctionsErrors.InvalidToken();
        var arn = Arns.Execution(call.Input);
        var events = context.Executions.Events(arn, skip, page.CountMax + 1, isReversed)
            ?? throw StepFunctionsErrors.NoExecution(arn);
        call.Response.WriteStartArray("events");
        foreach (var one in events.Take(page.CountMax))
        {
            Write(call.Response, one, includesData);
        }

        call.Response.WriteEndArray();
        if (events.Count > page.CountMax)
        {
            call.Response.WriteString("nextToken", Page.Token(skip + page.CountMax));
        }

        return ValueTask.CompletedTask;
    }

    private static void Write(Utf8JsonWriter response, HistoryEvent one, bool includesData)
    {
        response.WriteStartObject();
        response.WriteTime("timestamp", one.At);
        response.WriteString("type", one.Content.Type);
        response.WriteNumber("id", one.Id);
        response.WriteNumber("previousEventId", one.PreviousId);
        if (one.Content.Details is { } details)
        {
            response.WriteStartObject(details);
            foreach (var field in one.Content.Fields)
            {
                Write(response, field, includesData);
            }

            response.WriteEndObject();
        }

        response.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter response, EventField field, bool includesData)
    {
        switch (field.Kind)
        {
            case EventFieldKind.Text:
                response.WriteString(field.Name, field.Value.Span);
                break;
            case EventFieldKind.Number:
            case EventFieldKind.Json:
                response.WritePropertyName(field.Name);
                response.WriteRawValue(field.Value.Span);
                break;
            case EventFieldKind.Data when includesData:
                response.WriteString(field.Name, field.Value.Span);
                response.WriteStartObject(field.Name + "Details");
                response.WriteBoolean("truncated", false);
                response.WriteEndObject();
                break;
        }
    }
}
