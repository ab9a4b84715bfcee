using System.Collections.Frozen;
using System.Xml.Linq;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>AWS::S3::Bucket. A bucket that is there keeps its objects and gets the rules of the template.</summary>
internal sealed class S3Bucket : IStackResource
{
    private const string Name = "AWS::S3::Bucket";
    private const int RuleCountMax = 100;

    private static readonly XNamespace Xml = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>How a property of a rule is called in PutBucketCors.</summary>
    private static readonly Dictionary<string, string> ElementOf = new(StringComparer.Ordinal)
    {
        ["AllowedHeaders"] = "AllowedHeader",
        ["AllowedMethods"] = "AllowedMethod",
        ["AllowedOrigins"] = "AllowedOrigin",
        ["ExposedHeaders"] = "ExposeHeader",
        ["Id"] = "ID",
        ["MaxAge"] = "MaxAgeSeconds",
    };

    private static readonly Shape Rule = Shape.Object(
        Property.Optional("AllowedHeaders", Shape.List(Shape.Text)),
        Property.Required("AllowedMethods", Shape.List(Shape.OneOf("GET", "PUT", "POST", "DELETE", "HEAD"))),
        Property.Required("AllowedOrigins", Shape.List(Shape.Text)),
        Property.Optional("ExposedHeaders", Shape.List(Shape.Text)),
        Property.Optional("Id", Shape.Text),
        Property.Optional("MaxAge", Shape.Integer(0, int.MaxValue)));

    public ResourceType Type { get; } = new(Name, Shape.Object(
        Property.Optional("BucketName", Shape.Text),
        Property.Optional("CorsConfiguration", Shape.Object(Property.Required("CorsRules", Shape.List(Rule)))),
        Property.CloudOnly("BucketEncryption"),
        Property.CloudOnly("LifecycleConfiguration"),
        Property.CloudOnly("OwnershipControls"),
        Property.CloudOnly("PublicAccessBlockConfiguration"),
        Property.CloudOnly("Tags")))
    {
        NameProperty = "BucketName",
        IsNameLowerCase = true,
        Check = CheckRules,
        Ref = (_, name) => name,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (_, name) => $"arn:aws:s3:::{name}",
            ["DomainName"] = (_, name) => $"{name}.s3.amazonaws.com",
            ["RegionalDomainName"] = (stack, name) => $"{name}.s3.{stack.Region}.amazonaws.com",
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        var s3 = context.Endpoints.Of(RemoteService.S3);
        (await s3.PutBucketAsync(context.Name, stop)).MustSucceed(unless: "BucketAlreadyOwnedByYou");
        if (context.Properties.FindMap("CorsConfiguration") is { } cors)
        {
            var rules = cors.FindList("CorsRules").Cast<TemplateMapping>().Select(Element);
            (await s3.PutBucketCorsAsync(
                context.Name, new XElement(Xml + "CORSConfiguration", rules), stop)).MustSucceed();
        }
    }

    private static XElement Element(TemplateMapping rule) => new(
        Xml + "CORSRule",
        from property in rule.Entries
        from value in property.Value is TemplateSequence list ? list.Items : [property.Value]
        select new XElement(Xml + ElementOf[property.Key], ((TemplateScalar)value).Value));

    private static void CheckRules(TemplateMapping properties, TemplateFaults faults)
    {
        if ((properties.Find("CorsConfiguration") as TemplateMapping)?.Find("CorsRules") is not TemplateSequence rules)
        {
            return;
        }

        if (rules.Items.Count is 0 or > RuleCountMax)
        {
            faults.Add(rules.Position, $"CorsRules holds one to {RuleCountMax} rules.");
        }

        foreach (var rule in rules.Items.OfType<TemplateMapping>())
        {
            CheckStars(rule, "AllowedOrigins", countMax: 1, faults);
            CheckStars(rule, "AllowedHeaders", countMax: 1, faults);
            CheckStars(rule, "ExposedHeaders", countMax: 0, faults);
        }
    }

    private static void CheckStars(TemplateMapping rule, string name, int countMax, TemplateFaults faults)
    {
        foreach (var value in (rule.Find(name) as TemplateSequence)?.Items.OfType<TemplateScalar>() ?? [])
        {
            if (value.Value.Count(c => c == '*') > countMax)
            {
                faults.Add(value.Position, countMax == 0
                    ? $"'{value.Value}' in {name} holds a wildcard, which S3 does not take there."
                    : $"'{value.Value}' in {name} holds more than one wildcard.");
            }
        }
    }
}
