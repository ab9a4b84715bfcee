using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Cognito;
using Onboarding.LocalAws.CognitoIdentity;
using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.DynamoDbStreams;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.HttpApi;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.S3;
using Onboarding.LocalAws.SageMakerRuntime;
using Onboarding.LocalAws.Ses;
using Onboarding.LocalAws.Sns;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.StepFunctions;
using Onboarding.LocalAws.Sts;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.Modules;
using Onboarding.LocalAws.Wiring;

namespace Onboarding.LocalAws.Hosting;

/// <summary>The services of a host, and what each takes of another: the one list of them.</summary>
internal sealed class ServiceModules
{
    public ServiceModules(HostContext host, LocalAwsOptions options)
    {
        var durability = host.State.Durability;
        var dynamoDb = new DynamoDbModule(host);
        var ses = new SesModule(host, options.Ses == SesMode.Sandbox);
        var sqs = new SqsModule(host);
        var sts = new StsModule(host);
        var queues = new QueueLookup(sqs.Queues, host.Scope, durability);
        var lambda = new LambdaModule(
            host,
            options.Functions.Limits,
            options.Functions.CreateLauncher(host.Time),
            new SqsFailureDestination(sqs.Queues),
            queues.Find);
        var cognito = new CognitoModule(
            host,
            options.Cognito,
            new CodesToMailbox(ses.Mailbox, host.Time, host.Random),
            new TriggersToLambda(lambda.Functions, durability));
        var stepFunctions = new StepFunctionsModule(
            host,
            new TaskIntegrations(host, new TaskFunctions(lambda.Functions, lambda.AsyncInvoker, host.Random)));
        var eventBridge = new EventBridgeModule(
            host,
            options.EventRuleCountMax,
            new EventTargets(lambda.Functions, lambda.AsyncInvoker, sqs.Queues, host.Random),
            new StateMachineTarget(stepFunctions));
        lambda.AsyncInvoker.Destinations = new AsyncDestinations(
            sqs.Queues, lambda.Functions, lambda.AsyncInvoker, eventBridge.Events, host.Random);
        ses.Events.Bus = new MailEventsToBus(eventBridge.Events, host.Logging.CreateLogger<MailEventsToBus>());
        var httpApi = new HttpApiModule(host, new HttpApiToLambda(lambda.Functions));
        All =
        [
            dynamoDb,
            new DynamoDbStreamsModule(host, dynamoDb.Database),
            new S3Module(host, options.BucketCountMax, options.Iam == IamMode.Enforce),
            ses,
            sqs,
            new SnsModule(host),
            sts,
            lambda,
            cognito,
            new CognitoIdentityModule(host, new UserPoolLogins(cognito.IdTokens)),
            stepFunctions,
            eventBridge,
            new SageMakerRuntimeModule(host),
            httpApi,
        ];
        Fallback = httpApi.Endpoint;
        StackRuntime = new StackRuntime(
            lambda.Functions,
            new EventSourceCreation(
                host.Scope,
                new StreamLookup(dynamoDb.Database, host.Scope, durability),
                new RemoteStreams(host.Remote, host.Logging.CreateLogger<RemoteStreams>()),
                queues,
                lambda.Functions,
                lambda.EventSources),
            httpApi.Endpoint,
            sts.Roles,
            options.Functions,
            host.Remote,
            options.FunctionEnvironment);
    }

    /// <summary>Each stands behind those that it uses.</summary>
    public IReadOnlyList<ServiceModule> All { get; }

    /// <summary>Gets what no service and no endpoint claims.</summary>
    public IEdgeEndpoint Fallback { get; }

    /// <summary>What provisioning hands functions, mappings and the HTTP API to.</summary>
    public IStackRuntime StackRuntime { get; }
}
