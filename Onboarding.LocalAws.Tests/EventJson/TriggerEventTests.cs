using System.Collections.Concurrent;
using System.Text.Json;
using Onboarding.LocalAws.Tests.Cognito;
using Onboarding.LocalAws.Tests.EventBridge;
using Onboarding.LocalAws.Tests.Lambda;

namespace Onboarding.LocalAws.Tests.EventJson;

/// <summary>What user pools and event buses send to functions, beside AWS's documented samples.</summary>
public sealed class TriggerEventTests
{
    [Fact]
    public async Task A_user_pool_sends_its_triggers_the_documented_events()
    {
        const string arn = "arn:aws:lambda:us-east-1:123456789012:function:hook";
        string[] triggers = ["PreSignUp", "PostConfirmation", "CustomMessage", "PreTokenGeneration"];
        var events = new ConcurrentQueue<string>();
        await using var cognito = await CognitoHost.StartAsync(
            $$"""
            "UsernameAttributes":["email"],"AutoVerifiedAttributes":["email"],
            "LambdaConfig":{{{string.Join(',', triggers.Select(t => $"\"{t}\":\"{arn}\""))}} }
            """,
            functions: LambdaHost.Serving(e =>
            {
                events.Enqueue(e.Payload);
                return e.Payload;
            }),
            function: "hook");
        await cognito.AddUserAsync(
            "ada@example.com",
            ""","ClientMetadata":{"from":"test"},"ValidationData":[{"Name":"captcha","Value":"solved"}]""");
        (await cognito.SignInAsync("ada@example.com")).MustSucceed();

        Assert.Equal(
            ["PreSignUp_SignUp", "CustomMessage_SignUp", "PostConfirmation_ConfirmSignUp",
                "TokenGeneration_Authentication"],
            events.Select(SourceOf));
        foreach (var sent in events)
        {
            var sample = SourceOf(sent).Split('_')[0].Replace("TokenGeneration", "PreTokenGeneration", default);
            DocumentedEvent.Named("Cognito" + sample).Matches(sent);
        }
    }

    [Fact]
    public async Task A_rule_sends_the_documented_event()
    {
        var received = new TaskCompletionSource<string>();
        await using var host = await LambdaHost.StartAsync(LambdaHost.Serving(e =>
        {
            received.TrySetResult(e.Payload);
            return "null";
        }));
        host.Services.Functions.Deploy(LambdaHost.Function("f"));
        await host.RouteAsync(EventBridgeHost.FunctionArn + "f");
        await host.PutEventAsync("""{"a":1}""", ""","Resources":["arn:aws:s3:::bucket"]""");
        DocumentedEvent.Named("EventBridge").Matches(await received.Task);
    }

    private static string SourceOf(string sent)
    {
        using var document = JsonDocument.Parse(sent);
        return document.RootElement.GetProperty("triggerSource").GetString()!;
    }
}
