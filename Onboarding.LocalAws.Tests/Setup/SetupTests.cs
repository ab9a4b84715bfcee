using System.Net;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Hosting.Runtime;
using Onboarding.LocalAws.Tests.Lambda.Processes;

namespace Onboarding.LocalAws.Tests.Setup;

public sealed class SetupTests : IDisposable
{
    private readonly TemporaryTemplate _template = new();

    [Fact]
    public async Task A_template_and_its_functions_run_in_one_call()
    {
        await using var aws = await OrderStack.StartAsync(_template);
        using var http = new HttpClient { BaseAddress = aws.Stack.ApiUrl };
        using var content = new StringContent("42");
        using var response = await http.PostAsync("/orders", content);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        using var dynamoDb = new AmazonDynamoDBClient(
            new BasicAWSCredentials(aws.AccessKeyId, aws.SecretAccessKey),
            new AmazonDynamoDBConfig
            {
                ServiceURL = aws.EnvironmentVariables["AWS_ENDPOINT_URL"],
                AuthenticationRegion = aws.Region,
            });
        Assert.Equal("local-Orders", aws.Stack.Outputs["Table"]);
        Assert.Equal("local-Orders", aws.Stack.PhysicalIds["Orders"]);
        var item = await dynamoDb.GetItemAsync(aws.Stack.Outputs["Table"], new() { ["id"] = new("42") });
        Assert.Equal("42", item.Item["id"].S);
    }

    [Fact]
    public async Task Two_hosts_beside_each_other_share_nothing()
    {
        await using var one = await OrderStack.StartAsync(_template);
        await using var other = await OrderStack.StartAsync(_template);
        using var http = new HttpClient();
        using var content = new StringContent("42");
        using var taken = await http.PostAsync(new Uri(one.Stack.ApiUrl!, "/orders"), content);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);

        Assert.NotEqual(one.EdgeUrl, other.EdgeUrl);
        Assert.Contains(one.Traces.List(), span => span.Name == "POST /orders");
        Assert.DoesNotContain(other.Traces.List(), span => span.Name == "POST /orders");
    }

    [Fact]
    public async Task A_reset_provisions_the_template_anew()
    {
        await using var aws = await OrderStack.StartAsync(_template);
        using var http = new HttpClient { BaseAddress = aws.Stack.ApiUrl };
        using var content = new StringContent("42");
        using var taken = await http.PostAsync("/orders", content);
        await aws.EventSources.WaitUntilDrainedAsync();
        await aws.ResetAsync();

        using var next = new StringContent("43");
        using var again = await http.PostAsync("/orders", next);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal("local-Orders", aws.Stack.Outputs["Table"]);
    }

    [Fact]
    public async Task Without_a_template_the_emulator_is_empty()
    {
        await using var aws = await LocalAwsHost.StartAsync(_ => { });
        Assert.NotEqual(LocalAwsOptions.DefaultPort, aws.EdgeUrl.Port);
        Assert.Empty(aws.EventSources.List());
        Assert.Throws<InvalidOperationException>(() => aws.Stack);
    }

    [Fact]
    public async Task A_function_without_code_is_refused_with_file_and_line()
    {
        var fault = await Assert.ThrowsAsync<LocalAwsException>(() => LocalAwsHost.StartAsync(o =>
        {
            o.Template = _template.Path;
            o.Functions.Add("Take", (_, _) => Task.FromResult(Stream.Null));
        }));
        Assert.Contains("Confirm", fault.Message, StringComparison.Ordinal);
        Assert.Matches(@"template\.yaml:\d+:\d+", fault.Message);
        Assert.Contains("Functions.Add(\"Confirm\", …)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_for_a_function_that_the_template_does_not_have_is_refused()
    {
        var fault = await Assert.ThrowsAsync<LocalAwsException>(
            () => OrderStack.StartAsync(_template, more: o => o.Functions.AddExternal("Confrim")));
        Assert.EndsWith("has no function 'Confrim'; it has Take, Confirm", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_gets_its_code_once()
    {
        var functions = new FunctionTable().AddExternal("Take");
        Assert.Throws<ArgumentException>(() => functions.AddExternal("Take"));
        Assert.Throws<ArgumentException>(() => functions.AddProcess("Other", "no-such-file"));
    }

    [Fact]
    public async Task An_external_function_is_named_until_its_runtime_polls()
    {
        await using var aws = await LocalAwsHost.StartAsync(o =>
        {
            o.Template = _template.Path;
            o.Functions.Others = OtherFunctions.External;
            o.Functions.Add("Take", (_, _) => Task.FromResult(Stream.Null));
        });
        Assert.Equal(["local-Confirm"], aws.Stack.ExternalFunctions);
    }

    [UnixFact]
    public async Task What_CodeUri_holds_is_run_as_a_process()
    {
        using var template = new TemporaryTemplate(
            OrderStack.Template.Replace("Handler: Take", "Handler: Echo", StringComparison.Ordinal));
        template.AddBootstrap("take");
        template.AddBootstrap("confirm");
        await using var aws = await LocalAwsHost.StartAsync(o =>
        {
            o.Template = template.Path;
            o.Functions.Others = OtherFunctions.BuildOutput;
        });

        using var http = new HttpClient();
        using var content = new StringContent("42");
        using var echo = await http.PostAsync(new Uri(aws.Stack.ApiUrl!, "/orders"), content);
        Assert.Contains("POST /orders", await echo.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(aws.Stack.ExternalFunctions);
    }

    [Theory]
    [InlineData("Handler: Take", "neither bootstrap nor bootstrap.dll nor Take.dll")]
    [InlineData("Handler: Shop.Take::handle", "nor Shop.Take::handle.dll")]
    public async Task A_function_that_is_not_built_is_refused(string handler, string fault)
    {
        using var template = new TemporaryTemplate(
            OrderStack.Template.Replace("Handler: Take", handler, StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<LocalAwsException>(() => LocalAwsHost.StartAsync(o =>
        {
            o.Template = template.Path;
            o.Functions.Others = OtherFunctions.BuildOutput;
        }));
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_host_that_composes_its_options_has_a_table_too()
    {
        using var template = new TemporaryTemplate(
            OrderStack.Template.Replace("Handler: Take", "Handler: Echo", StringComparison.Ordinal));
        template.AddBootstrap("take");
        template.AddBootstrap("confirm");
        var functions = new FunctionTable { Others = OtherFunctions.BuildOutput };
        await using var aws = await LocalAwsHost.StartAsync(
            new LocalAwsOptions { Port = 0, Functions = new FunctionHosting.ByTable(functions) });
        var stack = await aws.DeployAsync(new StackOptions(new FileInfo(template.Path)));
        Assert.Empty(stack.ExternalFunctions);
        Assert.Same(stack, aws.Stack);
    }

    [UnixFact]
    public async Task A_function_may_be_any_executable()
    {
        using var template = new TemporaryTemplate(
            OrderStack.Template.Replace("Handler: Take", "Handler: Echo", StringComparison.Ordinal));
        await using var aws = await LocalAwsHost.StartAsync(o =>
        {
            o.Template = template.Path;
            o.Functions.AddProcess("Take", template.AddBootstrap("elsewhere")).AddExternal("Confirm");
        });
        using var http = new HttpClient();
        using var content = new StringContent("42");
        using var echo = await http.PostAsync(new Uri(aws.Stack.ApiUrl!, "/orders"), content);
        Assert.Contains("POST /orders", await echo.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_is_found_above_the_program()
    {
        var below = Directory.CreateDirectory(Path.Combine(_template.Folder, "bin", "Debug"));
        Assert.Equal(
            _template.Path, NearestFile.Find("template.yaml", Path.GetTempPath(), below.FullName).FullName);
        Assert.Equal(
            _template.Path, NearestFile.Find("template.yaml", _template.Folder, Path.GetTempPath()).FullName);
        var fault = Assert.Throws<LocalAwsException>(
            () => NearestFile.Find("no-such.yaml", _template.Folder, below.FullName));
        Assert.Contains(_template.Folder, fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _template.Dispose();
}
