using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
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
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito;

/// <summary>Cognito user pools behind the edge: the operations and the pools that they share.</summary>
internal sealed class CognitoService : IAwsService, IResettable
{
    private const string Prefix = "AWSCognitoIdentityProviderService";

    private readonly FrozenDictionary<string, ICognitoOperation> _operations;
    private readonly CognitoContext _context;

    /// <param name="edgeUrl">The issuer of tokens; asked once the edge listens.</param>
    public CognitoService(
        CognitoOptions options,
        CognitoPorts ports,
        AwsScope scope,
        TimeProvider time,
        RandomSource random,
        Func<Uri> edgeUrl)
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
        _operations = CognitoOperations.All(_context).ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);
        Discovery = new CognitoEndpoint(ports.Pools, keys, tokens, ports.WhenDurable);
        IdTokens = new IdTokens(ports.Pools, keys, time);
    }

    public string Name => "CognitoIdentityProvider";

    public string SigningName => "cognito-idp";

    public string? TargetPrefix => Prefix;

    public IErrorProtocol Errors { get; } = new JsonErrorProtocol("1.1") { InternalError = CognitoErrors.Internal };

    /// <summary>The largest request is CreateUserPool with 50 attributes and two mails of 20,000 characters.</summary>
    public int BodySizeBytesMax => 256 * 1024;

    public bool IsForPages => true;

    /// <summary>The key sets of pools.</summary>
    public CognitoEndpoint Discovery { get; }

    /// <summary>What the rest of the host trusts.</summary>
    public IdTokens IdTokens { get; }

    /// <summary>An operation that is not there is refused by name, signed or not.</summary>
    public bool NeedsSignature(HttpRequest request) =>
        _operations.TryGetValue(OperationOf(request), out var operation) && operation.NeedsSignature;

    public async ValueTask HandleAsync(AwsRequest request)
    {
        var name = OperationOf(request.Http.Request);
        if (!_operations.TryGetValue(name, out var operation))
        {
            throw CognitoErrors.UnsupportedOperation(name);
        }

        request.NameOperation(Name, name);
        var input = RequestMembers.Read(request.Body, name, CognitoErrors.OfMembers);
        input.AllowOnly(operation.Members);
        var body = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(body, JsonWire.WriterOptions))
        {
            json.WriteStartObject();
            await operation.ExecuteAsync(input, json, request.Aborted);
            json.WriteEndObject();
        }

        await request.Response.SendAsync(200, "application/x-amz-json-1.1", body.WrittenMemory);
    }

    public void Reset()
    {
        _context.Pools.Clear();
        _context.SignIn.Clear();
    }

    private static string OperationOf(HttpRequest request)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        return target.Length > Prefix.Length + 1 ? target[(Prefix.Length + 1)..] : "";
    }
}

/// <summary>What Cognito needs from the rest of the host.</summary>
/// <param name="WhenDurable">
/// Completes once everything that was changed so far survives a crash; null where nothing does.
/// </param>
internal sealed record CognitoPorts(
    ICodeDelivery CodeDelivery, ITriggers Triggers, UserPools Pools, Func<Task>? WhenDurable);
