using Onboarding.LocalAws.Cognito;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.DynamoDb;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.Hosting;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Running;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Lambda.AsyncInvoke;
using Onboarding.LocalAws.Lambda.EventSources;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.S3;
using Onboarding.LocalAws.Ses;
using Onboarding.LocalAws.Sqs;
using Onboarding.LocalAws.StepFunctions;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Hosting;

/// <summary>The insides of a host, by the names of its services.</summary>
internal sealed class TestServices(HostServices services)
{
    public HostServices All => services;

    public AwsScope Scope => services.Context.Scope;

    public RunningTime Time => services.Context.Time;

    public CredentialStore Credentials => services.Context.Credentials;

    public BodyBudget Bodies => services.Context.Bodies;

    public IEnumerable<IAwsService> AwsServices => services.AwsServices;

    public IStackRuntime StackRuntime => services.StackRuntime;

    public DynamoDbModule DynamoDb => services.Module<DynamoDbModule>();

    public S3Module S3 => services.Module<S3Module>();

    public SesModule Ses => services.Module<SesModule>();

    public SqsModule Sqs => services.Module<SqsModule>();

    public LambdaFunctions Functions => services.Module<LambdaModule>().Functions;

    public AsyncInvoker AsyncInvoker => services.Module<LambdaModule>().AsyncInvoker;

    public EventSourceMappings EventSources => services.Module<LambdaModule>().EventSources;

    public UserPools UserPools => services.Module<CognitoModule>().Pools;

    public EventBridgeModule EventBridge => services.Module<EventBridgeModule>();

    public StepFunctionsModule StepFunctions => services.Module<StepFunctionsModule>();

    public Task CompactAsync() => services.CompactAsync();
}
