using System.Text.Json;

namespace Onboarding.LocalAws.Cognito.Triggers;

/// <summary>
/// Invokes one trigger as Cognito does: each attempt may take five seconds; a time-out or a throttle is tried again,
/// three attempts in all; a function that failed is not, and its message goes to the caller.
/// Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html;
/// texts: https://github.com/furaiev/amazon-cognito-identity-dart-2/issues/204 (time-out) and
/// https://github.com/aws-amplify/amplify-cli/issues/2735 (answer that is no JSON).
/// </summary>
internal sealed class TriggerInvoker(ITriggers functions, TimeProvider time)
{
    private const int AttemptsMax = 3;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    /// <param name="trigger">The name in error texts, for example <c>PostConfirmation</c>.</param>
    /// <returns>The event's <c>response</c> as the function returned it.</returns>
    public async Task<JsonElement> InvokeAsync(
        string trigger, string functionArn, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        var why = "";
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            switch (await TryInvokeAsync(functionArn, payload, stop))
            {
                case TriggerResult.Returned returned:
                    return ReadResponse(returned.Payload);
                case TriggerResult.Failed failed:
                    throw CognitoErrors.TriggerFailed(trigger, ReadError(failed.Error));
                case TriggerResult.Absent:
                    throw CognitoErrors.TriggerUnavailable(trigger, "configuration");
                case TriggerResult.Throttled:
                    why = "error Rate Exceeded";
                    break;
                case null:
                    why = "error Socket timeout while invoking Lambda function";
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        throw CognitoErrors.TriggerUnavailable(trigger, why);
    }

    /// <returns>Null where the function did not answer in time.</returns>
    private async Task<TriggerResult?> TryInvokeAsync(
        string functionArn, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            return await functions.InvokeAsync(functionArn, payload, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private static JsonElement ReadResponse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("response", out var response)
                && response.ValueKind == JsonValueKind.Object
                    ? response.Clone()
                    : throw CognitoErrors.InvalidTriggerResponse("Unrecognizable lambda output");
        }
        catch (JsonException)
        {
            throw CognitoErrors.InvalidTriggerResponse("Invalid lambda function output : Invalid JSON");
        }
    }

    private static string ReadError(ReadOnlyMemory<byte> error)
    {
        try
        {
            using var document = JsonDocument.Parse(error);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("errorMessage", out var message)
                && message.ValueKind == JsonValueKind.String
                    ? message.GetString()!.TrimEnd('.')
                    : "null";
        }
        catch (JsonException)
        {
            // A runtime that died can leave no document at all; Cognito writes null then (inferred).
            return "null";
        }
    }
}
