using System.Text.Json.Serialization;

namespace Onboarding.AppHost.Demo;

/// <summary>One registration of the demo: a title for the reader and the body that is posted.</summary>
internal sealed record SampleUser(string Title, RegistrationBody Body)
{
    /// <summary>One of each kind of answer.</summary>
    public static IReadOnlyList<SampleUser> All { get; } = Of("");

    /// <summary>The same with other addresses, for a stack where those of <see cref="All"/> may be taken.</summary>
    public static IReadOnlyList<SampleUser> Tagged(string tag) => Of("-" + tag);

    /// <summary>The second repeats the first one's address in another spelling.</summary>
    private static SampleUser[] Of(string suffix) =>
    [
        new("a good user", new($"ada{suffix}@example.com", "Ada Lovelace", "+442079460000")),
        new("the same address again", new($"Ada{suffix}@Example.com", "Ada King", "+442079460001")),
        new("another good user", new($"grace{suffix}@example.org", "Grace Hopper", "+12025550143")),
        new("a domain that is not registered", new($"nobody{suffix}@unknown.invalid", "No Body", "+442079460002")),
        new("a wrong body", new("not an address", "", "12")),
    ];
}

internal sealed record RegistrationBody(string Email, string Name, string Phone);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RegistrationBody))]
internal sealed partial class RegistrationBodyJson : JsonSerializerContext;
