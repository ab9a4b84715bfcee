using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Lambda.Model;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Sts.Store;
using Onboarding.LocalAws.Tests.Template;
using Onboarding.LocalAws.Wire.Client;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Provisioning;

/// <summary>
/// An endpoint that answers as a test says and writes down what it was asked, and a runtime that does too.
/// </summary>
internal sealed class RecordingAws : IAsyncDisposable, IStackRuntime
{
    private readonly Func<string, string, (int Status, string Body)> _answer;
    private readonly ConcurrentQueue<string> _calls = new();
    private EdgeServer? _server;

    private RecordingAws(Func<string, string, (int Status, string Body)> answer) => _answer = answer;

    public Uri Url => _server!.Url;

    /// <summary>In order: `CreateTable onboarding-UsersTable`, `function onboarding-RegisterFunction`, …</summary>
    public IReadOnlyCollection<string> Calls => _calls;

    public ConcurrentDictionary<string, FunctionDefinition> Functions { get; } = new();

    public ConcurrentDictionary<string, EventSourceMappingDefinition> Mappings { get; } = new();

    public HttpApiDefinition? Api { get; private set; }

    /// <summary>The answer is chosen by operation (`PUT /bucket` for S3) and request body.</summary>
    public static async Task<RecordingAws> StartAsync(Func<string, string, (int Status, string Body)>? answer = null)
    {
        var aws = new RecordingAws(answer ?? Answer);
        aws._server = await EdgeServer.StartAsync(
            new LocalAwsOptions { Port = 0 }, aws.HandleAsync, CancellationToken.None);
        return aws;
    }

    /// <summary>What a healthy endpoint says.</summary>
    public static (int Status, string Body) Answer(string operation, string body) => operation switch
    {
        "DynamoDB_20120810.CreateTable" => (200, """
            {"TableDescription":{"TableStatus":"ACTIVE","LatestStreamArn":"arn:stream"}}
            """),
        "DynamoDB_20120810.DescribeTable" => (200, """
            {"Table":{"TableStatus":"ACTIVE","LatestStreamArn":"arn:stream",
            "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],
            "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
            "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}}
            """),
        "DynamoDB_20120810.DescribeTimeToLive" => (200, """
            {"TimeToLiveDescription":{"TimeToLiveStatus":"ENABLED","AttributeName":"at"}}
            """),
        "AWSCognitoIdentityProviderService.ListUserPools" => (200, """{"UserPools":[]}"""),
        "AWSCognitoIdentityProviderService.ListUserPoolClients" => (200, """{"UserPoolClients":[]}"""),
        "AWSCognitoIdentityProviderService.CreateUserPool" => (200, """
            {"UserPool":{"Id":"us-east-1_Recorded1","Arn":"arn:pool"}}
            """),
        "AWSCognitoIdentityProviderService.CreateUserPoolClient" => (200, """
            {"UserPoolClient":{"ClientId":"recordedclient","UserPoolId":"us-east-1_Recorded1"}}
            """),
        "AWSCognitoIdentityService.ListIdentityPools" => (200, """{"IdentityPools":[]}"""),
        "AWSEvents.DescribeRule" => (400, """{"__type":"ResourceNotFoundException"}"""),
        "AWSStepFunctions.DescribeStateMachine" => (400, """{"__type":"StateMachineDoesNotExist"}"""),
        "AWSEvents.CreateEventBus" => (200, """{"EventBusArn":"arn:bus"}"""),
        "AWSEvents.PutRule" => (200, """{"RuleArn":"arn:rule"}"""),
        "AWSEvents.PutTargets" => (200, """{"FailedEntryCount":0,"FailedEntries":[]}"""),
        "AmazonSQS.CreateQueue" => (200, """{"QueueUrl":"http://queues/dead"}"""),
        _ => (200, "{}"),
    };

    public async Task<ProvisionedStack> DeployAsync(string template)
    {
        var scope = new AwsScope("123456789012", "us-east-1");
        var root = new CredentialStore(scope, RandomSource.System, TimeProvider.System).Root;
        using var wire = new WireClient(_server!.Url, new SigV4Signer(root, scope.Region, TimeProvider.System));
        var loaded = Templates.Load(template);
        var endpoints = new WireEndpoints(wire, new RemoteServices());
        var provisioner = new StackProvisioner(loaded, endpoints, this, TimeProvider.System);
        return await provisioner.DeployAsync(CancellationToken.None);
    }

    public ValueTask CreateRoleAsync(RoleDefinition role, CancellationToken stop)
    {
        _calls.Enqueue($"role {role.Name}");
        return ValueTask.CompletedTask;
    }

    public ValueTask CreateFunctionAsync(FunctionDefinition function, CancellationToken stop)
    {
        _calls.Enqueue($"function {function.Name}");
        Functions[function.Name] = function;
        return ValueTask.CompletedTask;
    }

    public ValueTask CreateEventSourceMappingAsync(EventSourceMappingDefinition mapping, CancellationToken stop)
    {
        _calls.Enqueue($"mapping {mapping.LogicalId}");
        Mappings[mapping.LogicalId] = mapping;
        return ValueTask.CompletedTask;
    }

    public ValueTask CreateHttpApiAsync(HttpApiDefinition api, CancellationToken stop)
    {
        _calls.Enqueue("api");
        Api = api;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var operation = http.Request.Headers.TryGetValue("X-Amz-Target", out var target)
            ? target.ToString()
            : $"{http.Request.Method} {http.Request.Path}";
        var isSigned = http.Request.Headers.Authorization.ToString().StartsWith(
            "AWS4-HMAC-SHA256 Credential=test/", StringComparison.Ordinal);
        _calls.Enqueue(isSigned ? $"{operation[(operation.IndexOf('.') + 1)..]} {body}".TrimEnd() : "unsigned");
        (http.Response.StatusCode, var answer) = _answer(operation, body);
        await http.Response.WriteAsync(answer);
    }
}
