using System.Text.RegularExpressions;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Tests.Tidy;

/// <summary>COMPAT.md and the code say the same.</summary>
public sealed partial class CompatTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "COMPAT.md"));

    private static readonly string[][] Rows =
        [.. Text.Split('\n').Where(l => l.StartsWith('|')).Select(l => l.Split('|', StringSplitOptions.TrimEntries))];

    /// <summary>What the SDK for .NET calls otherwise than AWS.</summary>
    private static readonly Dictionary<string, string> InTests = new()
    {
        ["CreateBucket"] = "PutBucket",
        ["DeleteBucketCors"] = "DeleteCORSConfiguration",
        ["GetBucketCors"] = "GetCORSConfiguration",
        ["PutBucketCors"] = "PutCORSConfiguration",
        ["CreateMultipartUpload"] = "InitiateMultipartUpload",
        ["HeadObject"] = "GetObjectMetadata",
        ["UploadPartCopy"] = "CopyPart",
    };

    [Fact]
    public async Task Every_operation_has_a_row() =>
        Offenders.None(
            from o in await Operations.AllAsync()
            where RowOf(o.Service, o.Operation.Name) is null
            select $"{o.Service} {o.Operation.Name}");

    [Fact]
    public async Task Every_operation_is_called_by_a_test_that_its_row_names() =>
        Offenders.None(
            from o in await Operations.AllAsync()
            let call = CallOf(o.Operation)
            where !TestsOf(o.Service, o.Operation.Name).SelectMany(WithFixtures).Any(f => call.IsMatch(f.Text))
            select $"{o.Service} {o.Operation.Name}");

    /// <summary>Recorded from AWS or its own emulator, documented on one of its pages, or of this host alone.</summary>
    [Fact]
    public async Task Every_operation_has_a_test_that_states_its_evidence() =>
        Offenders.None(
            from o in await Operations.AllAsync()
            where !TestsOf(o.Service, o.Operation.Name).Any(test => Evidence().IsMatch(test.Text))
            select $"{o.Service} {o.Operation.Name}");

    [Fact]
    public void Every_named_test_exists()
    {
        var tests = Repository.CSharp.Select(f => Path.GetFileNameWithoutExtension(f.Path)).ToHashSet();
        Offenders.None(
            from line in Text.Split('\n')
            from word in line.Split([' ', ',', ';', '.', '/', '|'], StringSplitOptions.RemoveEmptyEntries)
            where word.EndsWith("Tests", StringComparison.Ordinal) && !tests.Contains(word)
            select word);
    }

    /// <summary>A REST service without an SDK package here is called by path.</summary>
    private static Regex CallOf(IAwsOperation operation)
    {
        if (operation is IRestJsonOperation rest)
        {
            return new Regex(Regex.Escape(rest.Route.ToString().Split('/').Last(segment => !segment.StartsWith('{'))));
        }

        var name = InTests.GetValueOrDefault(operation.Name, operation.Name);
        return new Regex($@"(\b{name}(Async|Request)\b|""{name}"")");
    }

    /// <summary>The row's name of a service, where it is not the one that spans have.</summary>
    private static string NameOf(string service) => service switch
    {
        "CognitoIdentity" => "Cognito identity pools",
        "CognitoIdentityProvider" => "Cognito user pools",
        "DynamoDBStreams" => "DynamoDB Streams",
        "SESv2" => "SES v2",
        "SageMakerRuntime" => "SageMaker Runtime",
        "StepFunctions" => "Step Functions",
        _ => service,
    };

    private static string[]? RowOf(string service, string operation) => Rows.FirstOrDefault(cells =>
        cells[1] == NameOf(service) && cells[2].Split([',', ' ', ';', '(']).Contains(operation));

    /// <summary>A test and what its folder shares.</summary>
    private static IEnumerable<SourceFile> WithFixtures(SourceFile test) => Repository.CSharp.Where(f =>
        f == test || (FolderOf(f) == FolderOf(test) && !TestName().IsMatch(f.Path)));

    private static string? FolderOf(SourceFile file) => Path.GetDirectoryName(file.Path);

    /// <summary>The files that the row of an operation names.</summary>
    private static IEnumerable<SourceFile> TestsOf(string service, string operation)
    {
        var named = TestName().Matches(RowOf(service, operation)?[^2] ?? "").Select(m => m.Value + ".cs").ToHashSet();
        return Repository.CSharp.Where(f => named.Contains(Path.GetFileName(f.Path)));
    }

    [GeneratedRegex(@"\b\w+Tests\b")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\b(Recorded|Documented\(|Local:)")]
    private static partial Regex Evidence();
}
