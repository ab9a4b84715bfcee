using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.Functions.CreateUser;
using Onboarding.Functions.Events;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.Http;
using Onboarding.Functions.Login;
using Onboarding.Functions.Randomness;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Users;
using Onboarding.Functions.Users.Passwords;

namespace Onboarding.Functions.Tests.Users.Passwords;

/// <summary>Use cases that find no place in line have done nothing yet: no table is there to be called.</summary>
public sealed class PasswordCrowdTests : IDisposable
{
    private static readonly RandomSource Random = SeededRandom.From(1);
    private static readonly PasswordWork Full = new(workerCount: 1, placeCountMax: 0);

    private readonly AmazonDynamoDBClient _dynamoDb = new(
        new BasicAWSCredentials("none", "none"), new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:1" });

    public void Dispose() => _dynamoDb.Dispose();

    [Fact]
    public Task CreateUser_answers_429()
    {
        var store = new CreateUserStore(
            _dynamoDb, "Users", "Identities", new Contention(TimeProvider.System, Random), Reports.Silent);
        return Refuses(
            new CreateUserFunction(store, Full, Random, TimeProvider.System, NullLogger.Instance),
            """
            {"username":"Ada","password":"Vexing-Plumbus-7","email":"ada@example.com","name":"Ada Lovelace",
            "phone":"+4915112345678"}
            """);
    }

    [Fact]
    public Task Login_answers_429_before_the_attempt_is_counted() => Refuses(
        new LoginFunction(
            new CredentialStore(
                _dynamoDb, "Identities", new Contention(TimeProvider.System, Random), TimeProvider.System),
            new UserTable(_dynamoDb, "Users"),
            Full,
            Random,
            NullLogger.Instance),
        """{"username":"ada","password":"Vexing-Plumbus-7"}""");

    private static async Task Refuses(IHttpUseCase useCase, string body)
    {
        var answer = await useCase.HandleAsync(
            new HttpApiRequest
            {
                Version = "2.0",
                RouteKey = "POST /",
                RawPath = "/",
                Headers = new Dictionary<string, string> { ["content-type"] = "application/json" },
                RequestContext = new HttpApiRequestContext { Http = new HttpApiRequestLine { Method = "POST" } },
                Body = body,
            },
            new InvocationContext("id", "arn", TimeProvider.System.GetUtcNow(), CancellationToken.None));
        Assert.Equal(429, answer.StatusCode);
        Assert.Equal("1", answer.Headers!["retry-after"]);
    }
}
