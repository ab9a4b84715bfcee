using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.Cognito.Passwords;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Tokens;
using Onboarding.LocalAws.Cognito.Triggers;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.SignIn;

/// <summary>
/// Sign-in by password, plain or by SRP. What happens to a name without a user is in
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html: a client that
/// hides user existence gets a made-up SRP challenge, always with the same salt and id for one name.
/// </summary>
internal sealed class PasswordSignIn
{
    /// <summary>AuthSessionValidity's default.</summary>
    private static readonly TimeSpan ChallengeGoodFor = TimeSpan.FromMinutes(3);

    private readonly PendingChallenges _challenges = new();
    private readonly PasswordHasher _passwords;
    private readonly PasswordWork _work;
    private readonly TokenIssuer _tokens;
    private readonly RandomSource _random;
    private readonly TimeProvider _time;
    private readonly byte[] _simulationKey = new byte[32];

    public PasswordSignIn(
        PasswordHasher passwords, PasswordWork work, TokenIssuer tokens, RandomSource random, TimeProvider time)
    {
        _passwords = passwords;
        _work = work;
        _tokens = tokens;
        _random = random;
        _time = time;
        random.Fill(_simulationKey);
    }

    public void Clear() => _challenges.Clear();

    public async Task<SignInResult> WithPasswordAsync(SignInRequest request, string password, CancellationToken stop)
    {
        if (request.Pool.Find(request.Username) is not { } user)
        {
            await _passwords.MatchNoUserAsync(password, stop);
            throw request.Client.HidesUserExistence ? CognitoErrors.WrongPassword() : CognitoErrors.NoUser();
        }

        await CheckPasswordAsync(request.Pool, user, password, stop);
        return await AcceptAsync(request, Again(request.Pool, user.Sub), stop);
    }

    /// <param name="clientPublic">SRP_A.</param>
    public async Task<SignInResult> StartSrpAsync(SignInRequest request, string clientPublic, CancellationToken stop)
    {
        var user = request.Pool.Find(request.Username);
        if (user is null && !request.Client.HidesUserExistence)
        {
            throw CognitoErrors.NoUser();
        }

        if (user is not null)
        {
            CheckMayTry(user);
        }

        var (userId, salt, verifier) = user?.Password is { } password
            ? (user.Username, password.SrpSalt, password.SrpVerifier)
            : Simulate(request.Pool.Id, request.Username);
        var exchange = await _work.RunAsync(
            () => SrpExchange.TryStart(clientPublic, verifier, _random, out var started) ? started : null, stop)
            ?? throw CognitoErrors.InvalidParameter("SRP_A is not valid.");

        var key = AddChallenge(request, user?.Password is null ? null : user.Sub, userId, exchange);
        return new SignInResult.PasswordVerifier(
            key, SrpGroup.ToHex(SrpGroup.FromBytes(salt)), SrpGroup.ToHex(exchange.Public), userId);
    }

    public async Task<SignInResult> FinishSrpAsync(
        SignInRequest request, string secretBlock, string timestamp, byte[] signature, CancellationToken stop)
    {
        var challenge = Take(request, secretBlock);
        if (challenge.Exchange is not { } exchange)
        {
            throw CognitoErrors.InvalidSession();
        }

        var claim = new SrpClaim(
            request.Pool.Definition.SrpName,
            challenge.UserId,
            Convert.FromBase64String(secretBlock),
            timestamp,
            signature);
        var isRight = await _work.RunAsync(() => exchange.Accepts(claim), stop);
        if (challenge.Sub is null || request.Pool.FindBySub(challenge.Sub) is not { } user)
        {
            throw CognitoErrors.WrongPassword();
        }

        CheckMayTry(user);
        return isRight ? await AcceptAsync(request, user, stop) : throw CountFailure(request.Pool, user);
    }

    /// <summary>The password of a user who is signed in already; a wrong one counts as a failed sign-in.</summary>
    public async Task CheckPasswordAsync(UserPool pool, User user, string password, CancellationToken stop)
    {
        CheckMayTry(user);
        var isRight = user.Password is { } record && await _passwords.MatchesAsync(record, password, stop);
        // Others may have tried, or the password may have changed, while this attempt stood in line.
        var now = Again(pool, user.Sub);
        CheckMayTry(now);
        if (!isRight || now.Password != user.Password)
        {
            throw CountFailure(pool, now);
        }
    }

    /// <summary>The user who answers NEW_PASSWORD_REQUIRED.</summary>
    public User TakeNewPasswordChallenge(SignInRequest request, string sessionKey)
    {
        var challenge = Take(request, sessionKey);
        return challenge is { Exchange: null, Sub: { } sub } && request.Pool.FindBySub(sub) is { } user
            ? user
            : throw CognitoErrors.InvalidSession();
    }

    public async Task<SignInResult> IssueAsync(
        SignInRequest request, User user, string tokenSource, CancellationToken stop)
    {
        var call = new TriggerCall(request.Pool.Definition, user, request.Client.Id, request.ClientMetadata);
        return new SignInResult.SignedIn(
            await _tokens.StartAsync(request.Pool, request.Client, call, tokenSource, stop));
    }

    private static User Again(UserPool pool, string sub) => pool.FindBySub(sub) ?? throw CognitoErrors.WrongPassword();

    private void CheckMayTry(User user)
    {
        if (user.Failures.IsLocked(_time.GetUtcNow()))
        {
            throw CognitoErrors.NotAuthorized("Password attempts exceeded");
        }
        // An administrator's reset made the password void, so there is none to compare with.
        if (user.Status == UserStatus.ResetRequired)
        {
            throw CognitoErrors.ResetRequired();
        }
    }

    private async Task<SignInResult> AcceptAsync(SignInRequest request, User user, CancellationToken stop)
    {
        if (user.Failures.Count > 0)
        {
            user = Users.Update(request.Pool, user.Sub, old => old with { Failures = SignInFailures.None });
        }

        if (!user.IsEnabled)
        {
            throw CognitoErrors.UserDisabled();
        }

        if (user.Status == UserStatus.Unconfirmed)
        {
            throw CognitoErrors.NotConfirmed();
        }

        if (user.Status != UserStatus.ForceChangePassword)
        {
            return await IssueAsync(request, user, "TokenGeneration_Authentication", stop);
        }

        if (user.TemporaryPasswordExpiresAt <= _time.GetUtcNow())
        {
            throw CognitoErrors.NotAuthorized(
                "Temporary password has expired and must be reset by an administrator.");
        }

        return new SignInResult.NewPasswordRequired(
            AddChallenge(request, user.Sub, user.Username, null),
            user,
            [.. request.Pool.Definition.Schema.Required.Where(name => !user.Attributes.ContainsKey(name))]);
    }

    private Wire.AwsException CountFailure(UserPool pool, User user)
    {
        Users.Update(pool, user.Sub, old => old with { Failures = old.Failures.Add(_time.GetUtcNow()) });
        return CognitoErrors.WrongPassword();
    }

    private string AddChallenge(SignInRequest request, string? sub, string userId, SrpExchange? exchange)
    {
        var secret = new byte[96];
        _random.Fill(secret);
        var key = Convert.ToBase64String(secret);
        _challenges.Add(
            key,
            new PendingChallenge(
                request.Pool.Id, request.Client.Id, sub, userId, exchange, _time.GetUtcNow() + ChallengeGoodFor));
        return key;
    }

    private PendingChallenge Take(SignInRequest request, string key)
    {
        if (!_challenges.TryTake(key, out var challenge) || challenge.ClientId != request.Client.Id)
        {
            throw CognitoErrors.InvalidSession();
        }

        return challenge.ExpiresAt > _time.GetUtcNow()
            ? challenge
            : throw CognitoErrors.NotAuthorized("Invalid session for the user, session is expired.");
    }

    private (string UserId, byte[] Salt, byte[] Verifier) Simulate(string poolId, string username)
    {
        var bytes = HMACSHA512.HashData(_simulationKey, Encoding.UTF8.GetBytes($"{poolId}\n{username}"));
        // Random, as a real sub: a UUID of another version would tell.
        return (RandomSource.GuidOf(bytes.AsSpan(0, 16)).ToString(), bytes[16..32], bytes[32..]);
    }
}

/// <summary>Who wants to sign in, and where.</summary>
internal sealed record SignInRequest(
    UserPool Pool,
    ClientDefinition Client,
    string Username,
    IReadOnlyDictionary<string, string> ClientMetadata);
