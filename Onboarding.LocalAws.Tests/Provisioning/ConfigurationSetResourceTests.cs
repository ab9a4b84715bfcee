using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Tests.Hosting;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Onboarding.LocalAws.Tests.Ses;
using Onboarding.LocalAws.Tests.Template;

namespace Onboarding.LocalAws.Tests.Provisioning;

/// <summary>
/// Documented(https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ses-configurationset.html and
/// aws-resource-ses-configurationseteventdestination.html).
/// </summary>
public sealed class ConfigurationSetResourceTests
{
    private const string Stack = """
        Resources:
          Mail:
            Type: AWS::SES::ConfigurationSet
            Properties:
              SuppressionOptions: {SuppressedReasons: [BOUNCE]}
              ReputationOptions: {ReputationMetricsEnabled: true}
          Events:
            Type: AWS::SES::ConfigurationSetEventDestination
            Properties:
              ConfigurationSetName: !Ref Mail
              EventDestination:
                Enabled: true
                MatchingEventTypes: [bounce, renderingFailure]
                EventBridgeDestination:
                  EventBusArn: !Sub arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default
        Outputs:
          Set: {Value: !Ref Mail}
        """;

    [Fact]
    public async Task A_template_yields_a_configuration_set_and_its_destination()
    {
        await using var host = await TestHost.StartAsync();
        var stack = await host.DeployAsync(Stack);
        Assert.Equal("onboarding-Mail", stack.Outputs["Set"]);
        var set = await host.SesOkAsync(HttpMethod.Get, "configuration-sets/onboarding-Mail");
        Assert.Equal("""{"SuppressedReasons":["BOUNCE"]}""", set.GetProperty("SuppressionOptions").GetRawText());
        Assert.Equal("""["BOUNCE","RENDERING_FAILURE"]""", await TypesAsync(host));
    }

    [Fact]
    public async Task A_second_start_with_another_template_changes_them()
    {
        using var folder = new DataFolder();
        var options = new LocalAwsOptions { DataFolder = new DirectoryInfo(folder.Path) };
        await using (var host = await TestHost.StartAsync(options))
        {
            await host.DeployAsync(Stack);
            await host.SesOkAsync(
                HttpMethod.Put, "configuration-sets/onboarding-Mail/sending", """{"SendingEnabled":false}""");
        }

        await using var next = await TestHost.StartAsync(options);
        await next.DeployAsync(Stack
            .Replace(
                "SuppressionOptions: {SuppressedReasons: [BOUNCE]}",
                "SendingOptions: {SendingEnabled: true}",
                StringComparison.Ordinal)
            .Replace("bounce, renderingFailure", "complaint", StringComparison.Ordinal));
        var set = await next.SesOkAsync(HttpMethod.Get, "configuration-sets/onboarding-Mail");
        Assert.False(set.TryGetProperty("SuppressionOptions", out _));
        Assert.True(set.GetProperty("SendingOptions").GetProperty("SendingEnabled").GetBoolean());
        Assert.Equal("""["COMPLAINT"]""", await TypesAsync(next));
    }

    [Theory]
    [InlineData("bounce, renderingFailure", "bounce, read", "t.yaml:13:38")]
    [InlineData("EventBridgeDestination:", "SnsDestination:", "t.yaml:14:9")]
    [InlineData("[BOUNCE]", "[SPAM]", "t.yaml:5:")]
    public void A_fault_has_its_place(string text, string faulty, string place) => Assert.Contains(
        Templates.Faults(Stack.Replace(text, faulty, StringComparison.Ordinal)),
        fault => fault.StartsWith(place, StringComparison.Ordinal));

    private static async Task<string> TypesAsync(TestHost host) =>
        (await host.SesOkAsync(HttpMethod.Get, "configuration-sets/onboarding-Mail/event-destinations"))
        .GetProperty("EventDestinations")[0].GetProperty("MatchingEventTypes").GetRawText();
}
