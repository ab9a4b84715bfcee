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
        var userPool = new Option<string?>("--user-pool")
        {
            Description = "The pool's id, the stack's output UserPoolId. Without it: what the running host says, else "
                + $"the pool named {PoolName}.",
        };
        var seed = new Command(
            "seed",
            "Creates users with a verified e-mail address and a password that stays; no mail is sent, and who is there "
            + "already stays as is. They are in the pool only: Cognito runs no PostConfirmation for users whom an "
            + "administrator creates, so nothing of the pipeline behind it happens.")
        {
            file, userPool,
        };
        var option = new StackOption(seed, "COGNITO_IDENTITY_PROVIDER");
        seed.SetAction(async (parsed, stop) =>
        {
            var users = await SeedFile.ReadAsync(parsed.GetRequiredValue(file), stop);
            var stack = await option.FindAsync(parsed, stop);
            var at = stack.Endpoint;
            using var cognito = await at.CallAsync(async () => at.Local is { } local
                ? await StackClients.CognitoAsync(local, at.LocalRegion)
                : CognitoAt.Aws());
            var seeder = new UserPoolSeeder(cognito, at);
            var poolId = parsed.GetValue(userPool)
                ?? StackOutput.Find("UserPoolId")
                ?? stack.Output("UserPoolId")
                ?? await seeder.FindPoolAsync(PoolName, stop);
            var summary = await seeder.SeedAsync(poolId, users, stop);
            await Console.Out.WriteLineAsync($"{users.Count} users in {poolId}: {summary}.");
            return 0;
        });
        return seed;
    }
}
