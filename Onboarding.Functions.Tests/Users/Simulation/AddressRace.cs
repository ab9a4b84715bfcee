using System.Globalization;
using Amazon.DynamoDBv2;
using Onboarding.Functions.CreateUser;
using Onboarding.Functions.PostConfirmation;
using Onboarding.Functions.Register;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.Passwords;

namespace Onboarding.Functions.Tests.Users.Simulation;

/// <summary>
/// Several people who want one address, each at one door, and the pipeline at work on each of them. A seed decides who
/// they are, whom the pipeline fails, and what happens before what.
/// </summary>
internal sealed class AddressRace
{
    public const string PipelineReason = "domain_not_registered";
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    // What a password costs is not what is simulated.
    private static readonly PasswordHash Password =
        PasswordHash.Of("Vexing-Plumbus-7", SeededRandom.From(1), iterations: 1);

    private readonly AmazonDynamoDBClient _client;
    private readonly SeededTurns _turns;
    private readonly Random _random;
    private readonly Contention _contention;
    private readonly string _name;
    private readonly List<Contender> _contenders = [];

    private AddressRace(IdentityTables tables, int seed)
    {
        _turns = new SeededTurns(seed);
        _client = tables.Connect(_turns);
        _random = new Random(seed);
        _contention = new Contention(TimeProvider.System, SeededRandom.From(seed));
        _name = string.Create(CultureInfo.InvariantCulture, $"ada-{seed}");
    }

    public string Email => $"{_name}@example.com";

    public IReadOnlyList<Contender> Contenders => _contenders;

    public static async Task<AddressRace> RunAsync(IdentityTables tables, int seed)
    {
        var race = new AddressRace(tables, seed);
        using (race._client)
        {
            race.Enter(1 + race._random.Next(2), AddressProof.Claimed, race.CreateAsync);
            race.Enter(race._random.Next(3), AddressProof.Vouched, race.RegisterAsync);
            race.Enter(race._random.Next(3), AddressProof.Verified, race.SignUpAsync);
            race.Enter(race._random.Next(2), AddressProof.Claimed, race.SignUpAsync);
            await race._turns.RunAsync([.. race._contenders.SelectMany<Contender, Func<Task>>(
                contender => [contender.EnterAsync, () => race.FollowAsync(contender)])]);
        }

        return race;
    }

    private void Enter(int count, AddressProof proof, Func<NewUser, Task<string>> door)
    {
        for (var i = 0; i < count; i++)
        {
            var number = _contenders.Count;
            var user = new NewUser(
                new Guid(_random.Next(), (short)number, 0x4000, 0, 0, 0, 0, 0, 0, 0, 0).ToString(), "simulated", Now)
            {
                Email = Email,
                Name = "Ada",
                Phone = "+442079460000",
                Username = string.Create(CultureInfo.InvariantCulture, $"{_name}-{number}"),
                Proof = proof,
            };
            _contenders.Add(new Contender(user, door, isFailed: _random.Next(5) == 0));
        }
    }

    private async Task<string> CreateAsync(NewUser user)
    {
        var store = new CreateUserStore(
            _client, IdentityTables.Users, IdentityTables.Identities, _contention, Reports.Silent);
        return (await store.StoreAsync(user, Password, CancellationToken.None)).GetType().Name;
    }

    private async Task<string> RegisterAsync(NewUser user)
    {
        var store = new RegistrationStore(
            _client, IdentityTables.Users, IdentityTables.Identities, _contention, Reports.Silent);
        var registration = new Registration(user with { Source = UserSource.Register })
        {
            KeyIdentity = IdempotencyKey.IdentityOf("3f9c01d2ab47", user.Username!),
            RequestHash = new RegisterRequest(user.Email!, user.Name!, user.Phone!).Hash(),
            ResponseBody = "{}",
        };
        return (await store.StoreAsync(registration, CancellationToken.None)).GetType().Name;
    }

    // The pool calls again where it did not hear the answer.
    private async Task<string> SignUpAsync(NewUser user)
    {
        var tables = new SignUpTables(IdentityTables.Users, IdentityTables.Identities, Invitations: "none is shown");
        var store = new SignUpStore(_client, tables, _contention, Reports.Silent);
        var signUp = new SignUp(user, ClaimsEmail: true);
        var first = (await store.StoreAsync(signUp, CancellationToken.None)).GetType().Name;
        var second = (await store.StoreAsync(signUp, CancellationToken.None)).GetType().Name;
        return first == second ? first : $"{first}, then {second}";
    }

    /// <summary>What Enrich and Provision do to the user: conditional moves by what was read a while ago.</summary>
    private async Task FollowAsync(Contender contender)
    {
        var users = new UserTable(_client, IdentityTables.Users);
        for (var look = 0; look < 8; look++)
        {
            var user = await users.ReadAsync(contender.User.UserId, CancellationToken.None);
            var next = user?.Status switch
            {
                UserStatus.Pending when contender.IsFailed => UserStatus.Failed,
                UserStatus.Pending => UserStatus.Processing,
                UserStatus.Processing => UserStatus.Completed,
                _ => null,
            };
            if (next is not null && await new UserUpdate(IdentityTables.Users, contender.User.UserId)
                .RequireStatus(user!.Status!)
                .MoveTo(next, Now, traceparent: null)
                .Set("metadata.reason", next == UserStatus.Failed ? PipelineReason : null)
                .ApplyAsync(_client, CancellationToken.None))
            {
                contender.MovedTo = next;
            }
        }
    }

    internal sealed class Contender(NewUser user, Func<NewUser, Task<string>> door, bool isFailed)
    {
        public NewUser User => user;

        public bool IsFailed => isFailed;

        /// <summary>What the door answered.</summary>
        public string Outcome { get; private set; } = "";

        /// <summary>The last status to which the pipeline moved the user.</summary>
        public string? MovedTo { get; set; }

        public async Task EnterAsync() => Outcome = await door(user);
    }
}
