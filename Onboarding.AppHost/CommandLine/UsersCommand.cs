using System.CommandLine;
using Onboarding.AppHost.Endpoints;
using Onboarding.AppHost.Users;

namespace Onboarding.AppHost.CommandLine;

/// <summary><c>users seed FILE</c>: brings test users into the user pool of a running stack or of AWS.</summary>
internal static class UsersCommand
{
    private const string PoolName = "onboarding-UserPool";

    public static Command Create() => new("users", "Brings test users into the user pool.") { Seed() };

    private static Command Seed()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "JSON lines or a JSON array of "
                + """{"email", "name", "password", "firstName"?, "lastName"?}.""",
        };
        var endpoint = new Option<string>("--endpoint")
        {
            Description = "The stack's address, or 'aws' for AWS as the SDK's own settings find it. Without it: "
                + "AWS_ENDPOINT_URL, else the default port here.",
            DefaultValueFactory = _ => AwsEndpoint.Default("COGNITO_IDENTITY_PROVIDER"),
        };
        var region = AwsEndpoint.RegionOption();
        var userPool = new Option<string?>("--user-pool")
        {
            Description = $"The pool's id, the stack's output UserPoolId. Without it: the pool named {PoolName}.",
        };
        var seed = new Command(
            "seed",
            "Creates users with a verified e-mail address and a password that stays; no mail is sent, and who is there "
            + "already stays as is. They are in the pool only: Cognito runs no PostConfirmation for users whom an "
            + "administrator creates, so nothing of the pipeline behind it happens.")
        {
            file, endpoint, region, userPool,
        };
        seed.SetAction(async (parsed, stop) =>
        {
            var users = await SeedFile.ReadAsync(parsed.GetRequiredValue(file), stop);
            var at = new AwsEndpoint(parsed.GetRequiredValue(endpoint), parsed.GetValue(region));
            using var cognito = await at.CallAsync(() => Task.FromResult(
                at.Local is { } local ? CognitoAt.Local(local, at.LocalRegion) : CognitoAt.Aws()));
            var seeder = new UserPoolSeeder(cognito, at);
            var poolId = parsed.GetValue(userPool) ?? await seeder.FindPoolAsync(PoolName, stop);
            var summary = await seeder.SeedAsync(poolId, users, stop);
            await Console.Out.WriteLineAsync($"{users.Count} users in {poolId}: {summary}.");
            return 0;
        });
        return seed;
    }
}
