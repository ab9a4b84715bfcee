using System.Reflection;
using System.Text.RegularExpressions;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>Arrows point one way: Hosting → Provisioning → Wiring → services → Wire → Kernel.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Services =
    [
        "Cognito", "CognitoIdentity", "DynamoDb", "DynamoDbStreams", "EventBridge", "HttpApi", "Lambda", "Rdap", "S3",
        "SesV2", "Sqs", "Sts",
    ];

    /// <summary>DynamoDB Streams reads what DynamoDB writes: AWS's two APIs over one table.</summary>
    private static readonly HashSet<(string From, string To)> Allowed = [("DynamoDbStreams", "DynamoDb")];

    private static readonly string[] Layers = ["Hosting", "Provisioning", "Wiring", "Wire", "Kernel", "Template"];

    [Fact]
    public void Every_folder_has_a_place_in_the_picture()
    {
        var known = Services.Concat(Layers).Append("EventPatterns").Append("Routes").ToHashSet();
        Offenders.None(LocalAwsFiles().Select(f => Folder(f.Path)).Distinct().Where(f => !known.Contains(f)));
    }

    [Fact]
    public void No_service_knows_another()
    {
        Offenders.None(
            from file in LocalAwsFiles()
            let user = Folder(file.Path)
            where Services.Contains(user)
            from used in Uses(file)
            where Services.Contains(used) && used != user && !Allowed.Contains((user, used))
            select $"{file.Path} uses {used}");
    }

    [Theory]
    [InlineData("Kernel", "Wire,Hosting,Provisioning,Wiring,Template")]
    [InlineData("Wire", "Hosting,Provisioning,Wiring,Template")]
    [InlineData("EventPatterns", "Wire,Hosting,Provisioning,Wiring,Template")]
    [InlineData("Routes", "Wire,Hosting,Provisioning,Wiring,Template,EventPatterns")]
    [InlineData("Template", "Wire,Provisioning,Wiring")]
    public void A_lower_layer_knows_no_higher_one(string layer, string forbidden)
    {
        var above = forbidden.Split(',').Concat(Services).ToHashSet();
        Offenders.None(
            from file in LocalAwsFiles()
            where Folder(file.Path) == layer
            from used in Uses(file)
            where above.Contains(used)
            select $"{file.Path} uses {used}");
    }

    /// <summary>Template is beside the services, not under them: only what creates resources reads it.</summary>
    [Fact]
    public void No_service_knows_the_template_and_provisioning_knows_services_by_their_definitions()
    {
        Offenders.None(
            from file in LocalAwsFiles()
            where Services.Contains(Folder(file.Path))
            from used in Uses(file)
            where used is "Template" or "Provisioning" or "Wiring"
            select $"{file.Path} uses {used}");
        Offenders.None(
            from file in LocalAwsFiles()
            where Folder(file.Path) == "Provisioning"
            from used in Uses(file)
            where Services.Contains(used) && used is not ("HttpApi" or "Lambda")
            select $"{file.Path} uses {used}");
    }

    [Fact]
    public void A_store_never_sees_HTTP_JSON_or_an_AWS_error()
    {
        Offenders.None(
            from file in LocalAwsFiles()
            where file.Path.Contains("/Store/", StringComparison.Ordinal)
            where ForbiddenInStore().IsMatch(file.Text)
            select $"{file.Path}: {ForbiddenInStore().Match(file.Text).Value}");
    }

    [Fact]
    public void Only_Hosting_is_public()
    {
        Offenders.None(Assembly.GetAssembly(typeof(LocalAwsHost))!.GetExportedTypes()
            .Where(t => t.Namespace != typeof(LocalAwsHost).Namespace)
            .Select(t => t.FullName));
    }

    [Fact]
    public void No_folder_or_type_has_a_name_that_says_nothing()
    {
        Offenders.None(Repository.CSharp.Select(f => f.Path).Where(p => EmptyName().IsMatch(p)));
    }

    private static IEnumerable<SourceFile> LocalAwsFiles() =>
        Repository.CSharp.Where(f => f.Path.StartsWith("Onboarding.LocalAws/", StringComparison.Ordinal));

    private static string Folder(string path) => path.Split('/')[1];

    private static IEnumerable<string> Uses(SourceFile file) =>
        Namespaces().Matches(file.Text).Select(m => m.Groups[1].Value).Distinct();

    [GeneratedRegex(@"Onboarding\.LocalAws\.(\w+)")]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"Microsoft\.AspNetCore|System\.Text\.Json|Onboarding\.LocalAws\.Wire\b|AwsException")]
    private static partial Regex ForbiddenInStore();

    [GeneratedRegex(@"(^|/)(Utils?|Helpers?|Common|Misc)(/|\.cs)|(Utils?|Helpers?|Manager)\.cs$")]
    private static partial Regex EmptyName();
}
