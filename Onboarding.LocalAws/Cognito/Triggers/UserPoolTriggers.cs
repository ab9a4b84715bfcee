namespace Onboarding.LocalAws.Cognito.Triggers;

/// <summary>The four triggers that this emulator plays. A pool without one goes on as if it had said nothing.</summary>
internal sealed class UserPoolTriggers(TriggerInvoker invoker)
{
    /// <summary>https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html</summary>
    public async Task<PreSignUpResponse> PreSignUpAsync(
        TriggerCall call, string source, IReadOnlyDictionary<string, string> validationData, CancellationToken stop)
    {
        if (call.Pool.Triggers.PreSignUp is not { } function)
        {
            return new PreSignUpResponse(false, false);
        }

        var payload = TriggerEvent.Write(
            call,
            source,
            json =>
            {
                TriggerEvent.WriteUserAttributes(json, call.User, withStatus: false);
                if (validationData.Count > 0)
                {
                    TriggerEvent.WriteMap(json, "validationData", validationData);
                }
                else
                {
                    json.WriteNull("validationData"u8);
                }
            },
            json =>
            {
                json.WriteBoolean("autoConfirmUser"u8, false);
                json.WriteBoolean("autoVerifyEmail"u8, false);
                json.WriteBoolean("autoVerifyPhone"u8, false);
            });
        var response = new TriggerResponse(await invoker.InvokeAsync("PreSignUp", function, payload, stop));
        return new PreSignUpResponse(response.Flag("autoConfirmUser"), response.Flag("autoVerifyEmail"));
    }

    /// <summary>
    /// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
    /// </summary>
    public async Task PostConfirmationAsync(TriggerCall call, string source, CancellationToken stop)
    {
        if (call.Pool.Triggers.PostConfirmation is not { } function)
        {
            return;
        }

        var payload = TriggerEvent.Write(
            call, source, json => TriggerEvent.WriteUserAttributes(json, call.User, withStatus: true), _ => { });
        await invoker.InvokeAsync("PostConfirmation", function, payload, stop);
    }

    /// <summary>
    /// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
    /// </summary>
    public async Task<CustomMessageResponse> CustomMessageAsync(TriggerCall call, string source, CancellationToken stop)
    {
        if (call.Pool.Triggers.CustomMessage is not { } function)
        {
            return new CustomMessageResponse(null, null);
        }

        var isInvitation = source == "CustomMessage_AdminCreateUser";
        var payload = TriggerEvent.Write(
            call,
            source,
            json =>
            {
                TriggerEvent.WriteUserAttributes(json, call.User, withStatus: true);
                json.WriteString("codeParameter"u8, "{####}"u8);
                json.WriteString("linkParameter"u8, "{##Click Here##}"u8);
                if (isInvitation)
                {
                    json.WriteString("usernameParameter"u8, "{username}"u8);
                }
                else
                {
                    json.WriteNull("usernameParameter"u8);
                }
            },
            json =>
            {
                json.WriteNull("smsMessage"u8);
                json.WriteNull("emailMessage"u8);
                json.WriteNull("emailSubject"u8);
            });
        var response = new TriggerResponse(await invoker.InvokeAsync("CustomMessage", function, payload, stop));
        return new CustomMessageResponse(response.Text("emailSubject"), response.Text("emailMessage"));
    }

    /// <summary>
    /// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
    /// </summary>
    public async Task<ClaimsOverride> PreTokenGenerationAsync(TriggerCall call, string source, CancellationToken stop)
    {
        if (call.Pool.Triggers.PreTokenGeneration is not { } function)
        {
            return ClaimsOverride.None;
        }

        var payload = TriggerEvent.Write(
            call,
            source,
            json =>
            {
                TriggerEvent.WriteUserAttributes(json, call.User, withStatus: true);
                json.WriteStartObject("groupConfiguration"u8);
                json.WriteStartArray("groupsToOverride"u8);
                json.WriteEndArray();
                json.WriteStartArray("iamRolesToOverride"u8);
                json.WriteEndArray();
                json.WriteNull("preferredRole"u8);
                json.WriteEndObject();
            },
            json => json.WriteNull("claimsOverrideDetails"u8));
        var response = new TriggerResponse(await invoker.InvokeAsync("PreTokenGeneration", function, payload, stop));
        if (response.Object("claimsOverrideDetails") is not { } details)
        {
            return ClaimsOverride.None;
        }

        var groups = details.Object("groupOverrideDetails");
        return new ClaimsOverride(
            details.Map("claimsToAddOrOverride"),
            details.Texts("claimsToSuppress").ToHashSet(StringComparer.Ordinal),
            groups?.Texts("groupsToOverride") ?? [],
            groups?.Texts("iamRolesToOverride") ?? [],
            groups?.Text("preferredRole"));
    }
}
