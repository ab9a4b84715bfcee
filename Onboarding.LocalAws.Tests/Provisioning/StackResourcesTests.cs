using System.Reflection;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Provisioning.Resources;
using Onboarding.LocalAws.Tests.Template;

namespace Onboarding.LocalAws.Tests.Provisioning;

public sealed class StackResourcesTests
{
    [Fact]
    public void Every_resource_type_is_in_the_list()
    {
        var written = typeof(IStackResource).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IStackResource)))
            .SelectMany(Instances)
            .ToArray();
        Assert.Contains(written, resource => resource is SqsQueue);
        Assert.All(written, resource =>
        {
            var type = StackResources.Types[resource.Type.Name];
            Assert.IsType(resource.GetType(), StackResources.Of(type));
        });
    }

    /// <summary>One class may be several types: it has then a static property for each.</summary>
    private static IEnumerable<IStackResource> Instances(Type type)
    {
        var named = type.GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == type)
            .Select(property => (IStackResource)property.GetValue(null)!)
            .ToArray();
        return named.Length > 0 ? named : [(IStackResource)Activator.CreateInstance(type)!];
    }

    [Fact]
    public void A_template_cannot_name_what_only_the_SAM_transform_makes()
    {
        var fault = Assert.Single(Templates.Faults(
            "Resources: {R: {Type: AWS::Serverless::Function HttpApi event}}"));
        Assert.StartsWith(
            "t.yaml:1:23: Resource type 'AWS::Serverless::Function HttpApi event' is not supported", fault,
            StringComparison.Ordinal);
        Assert.DoesNotContain("HttpApi event", fault[fault.IndexOf("Supported", StringComparison.Ordinal)..],
            StringComparison.Ordinal);
    }
}
