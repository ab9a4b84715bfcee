namespace Onboarding.IntegrationTests.Traces;

/// <summary>Functions in child processes: what they export has the shape of those in process.</summary>
[Collection(DashboardCollection.Name)]
[Trait("Category", "Slow")]
public sealed class DashboardProcessTests
{
    [DashboardFact]
    public async Task A_function_in_a_child_process_gives_the_same_two_spans()
    {
        await using var host = await DashboardHost.StartAsync("--functions", "process");
        await host.EndedAsync("process@example.com", "SESv2/SendEmail");
        var spans = await host.FoundAsync(
            all => all.Any(span => span is { Service: "onboarding-ProvisionFunction", Kind: 2 })
                && all.All(span => span.ParentId.Length == 0 || all.Any(other => other.SpanId == span.ParentId)),
            "whole trace");

        var functions = spans.Where(span => span.Kind == 2 && span.Service != "localaws").ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "onboarding-AuthorizeApiKeyFunction", "onboarding-RegisterFunction", "onboarding-EnrichFunction",
                "onboarding-ProvisionFunction",
            },
            functions.Select(span => span.Service).ToHashSet());
        Assert.All(functions, function =>
        {
            Assert.Equal(function.Service, function.Name);
            Assert.Superset(
                new HashSet<string>
                {
                    "aws.lambda.invoked_arn", "cloud.account.id", "cloud.resource_id", "faas.coldstart",
                    "faas.invocation_id", "faas.trigger",
                },
                function.Tags.Keys.ToHashSet());
            var invoke = Assert.Single(spans, span => span.SpanId == function.ParentId);
            Assert.Equal((3, $"invoke {function.Service}", "localaws"), (invoke.Kind, invoke.Name, invoke.Service));
            Assert.Equal(function.Tags["faas.invocation_id"], invoke.Tags["faas.invocation_id"]);
        });
    }
}
