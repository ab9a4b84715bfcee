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
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito;

/// <summary>Cognito user pools (JSON 1.1).</summary>
internal sealed class CognitoService : JsonService, IResettable
{
    private readonly CognitoContext _context;

    /// <param name="edgeUrl">The issuer of tokens; asked once the edge listens.</param>
    public CognitoService(
        CognitoOptions options,
        CognitoPorts ports,
        AwsScope scope,
        TimeProvider time,
        RandomSource random,
        Func<Uri> edgeUrl)
        : base("1.1")
    {
        var keys = new SigningKeys(random);
        var work = new PasswordWork(BoundedWorkers.WorkerCountDefault);
        var passwords = new PasswordHasher(random, work, options.PasswordIterations);
        var triggers = new UserPoolTriggers(new TriggerInvoker(ports.Triggers, time));
        var tokens = new TokenIssuer(keys, triggers, edgeUrl, random, time);
        _context = new CognitoContext
        {
            Pools = ports.Pools,
            Passwords = passwords,
            Triggers = triggers,
            Codes = new UserCodes(ports.CodeDelivery, triggers, random, time),
            Tokens = tokens,
            AccessTokens = new AccessTokens(ports.Pools, keys, time),
            SignIn = new PasswordSignIn(passwords, work, tokens, random, time),
            Scope = scope,
            Time = time,
            Random = random,
        };
        Operations = CognitoOperations.Create(_context);
        Discovery = new CognitoEndpoint(ports.Pools, keys, tokens, ports.WhenDurable);
        IdTokens = new IdTokens(ports.Pools, keys, time);
    }

    public override string Name => "CognitoIdentityProvider";

    public override string SigningName => "cognito-idp";

    public override string TargetPrefix => "AWSCognitoIdentityProviderService";

    public override IErrorProtocol Errors { get; } =
        new JsonErrorProtocol("1.1") { InternalError = CognitoErrors.Internal };

    /// <summary>The largest request is CreateUserPool with 50 attributes and two mails of 20,000 characters.</summary>
    public override int BodySizeBytesMax => 256 * 1024;

    public override bool IsForPages => true;

    /// <summary>The key sets of pools.</summary>
    public CognitoEndpoint Discovery { get; }

    /// <summary>What the rest of the host trusts.</summary>
    public IdTokens IdTokens { get; }

    protected override MemberErrors MemberErrors => CognitoErrors.OfMembers;

    protected override OperationTable<JsonCall> Operations { get; }

    public void Reset()
    {
        _context.Pools.Clear();
        _context.SignIn.Clear();
    }

    protected override AwsError Refuse(string what) => CognitoErrors.UnsupportedOperation(what);
}

/// <summary>What Cognito needs from the rest of the host.</summary>
/// <param name="WhenDurable">
/// Completes once everything that was changed so far survives a crash; null where nothing does.
/// </param>
internal sealed record CognitoPorts(
    ICodeDelivery CodeDelivery, ITriggers Triggers, UserPools Pools, Func<Task>? WhenDurable);
