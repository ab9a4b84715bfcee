using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Xunit;

namespace Orders.Tests;

/// <summary>The template with both functions in this process, once per test class.</summary>
public sealed class OrdersStack : LocalAwsFixture
{
    protected override void Configure(LocalAwsSetup o)
    {
        o.Template = "template.yaml";
        o.Functions.Add("TakeOrder", Handlers.Create).Add("WriteReceipt", Handlers.Create);
    }
}
