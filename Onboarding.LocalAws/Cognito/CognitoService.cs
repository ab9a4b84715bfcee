using Onboarding.LocalAws.Cognito.Codes;
using Onboarding.LocalAws.Cognito.Http;
using Onboarding.LocalAws.Cognito.Operations;
using Onboarding.LocalAws.Cognito.Passwords;
using Onboarding.LocalAws.Cognito.SignIn;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Tokens;
using Onboarding.LocalAws.Cognito.Triggers;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito;

/// <summary>Cognito user pools (JSON 1.1).</summary>
internal sealed class CognitoService : JsonService
{
    private readonly PasswordSignIn _signIn;

    public CognitoService(
        HostContext host, CognitoOptions options, UserPools pools, ICodeDelivery codes, ITriggers invoke)
        : base("1.1")
    {
        var (time, random) = (host.Time, host.Random);
        var keys = new SigningKeys(random);
        var work = new PasswordWork(BoundedWorkers.WorkerCountDefault);
        var passwords = new PasswordHasher(random, work, options.PasswordIterations);
        var triggers = new UserPoolTriggers(new TriggerInvoker(invoke, time));
        var tokens = new TokenIssuer(keys, triggers, () => host.EdgeUrl, random, time);
        _signIn = new PasswordSignIn(passwords, work, tokens, random, time);
        Operations = CognitoOperations.Create(new CognitoContext
        {
            Pools = pools,
            Passwords = passwords,
            Triggers = triggers,
            Codes = new UserCodes(codes, triggers, random, time),
            Tokens = tokens,
            AccessTokens = new AccessTokens(pools, keys, time),
            SignIn = _signIn,
            Scope = host.Scope,
            Time = time,
            Random = random,
        });
        Discovery = new CognitoEndpoint(pools, keys, tokens, host.State.Durability);
        IdTokens = new IdTokens(pools, keys, time);
    }

    public override string Name => "CognitoIdentityProvider";

    public override string SigningName => "cognito-idp";

    public override string TargetPrefix => "AWSCognitoIdentityProviderService";

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.1") { InternalError = CognitoErrors.Internal };

    /// <summary>The largest request is CreateUserPool with 50 attributes and two mails of 20,000 characters.</summary>
    public override int BodySizeBytesMax => 256 * 1024;

    protected override bool IsForPages => true;

    /// <summary>The key sets of pools.</summary>
    public CognitoEndpoint Discovery { get; }

    /// <summary>What the rest of the host trusts.</summary>
    public IdTokens IdTokens { get; }

    protected override MemberErrors MemberErrors => CognitoErrors.OfMembers;

    protected override OperationTable<JsonCall> Operations { get; }

    public void ForgetSignIns() => _signIn.Clear();

    protected override AwsError Refuse(string what) => CognitoErrors.UnsupportedOperation(what);
}
