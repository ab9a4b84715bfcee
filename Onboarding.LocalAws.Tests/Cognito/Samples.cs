using System.Collections.Immutable;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Triggers;

namespace Onboarding.LocalAws.Tests.Cognito;

/// <summary>Pools and users for tests that need no host.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static TriggerCall Call(TriggerFunctions triggers) => new(
        Pool(triggers), User("ada@example.com"), "client", new Dictionary<string, string>());

    public static PoolDefinition Pool(TriggerFunctions triggers) => new()
    {
        Id = "us-east-1_a1B2c3D4e",
        Name = "people",
        CreatedAt = At,
        ModifiedAt = At,
        Schema = new AttributeSchema([]),
        Triggers = triggers,
    };

    public static User User(string email) => new()
    {
        Username = "ada",
        Attributes = ImmutableSortedDictionary<string, string>.Empty.Add("sub", "1").Add("email", email),
        Status = UserStatus.Unconfirmed,
        CreatedAt = At,
        ModifiedAt = At,
    };
}
