using System.Text.Json.Serialization;

namespace Onboarding.AppHost.Demo;

/// <summary>One registration of the demo: a title for the reader and the body that is posted.</summary>
internal sealed record SampleUser(string Title, RegistrationBody Body)
{
    /// <summary>One of each kind of answer. The second repeats the first one's address in another spelling.</summary>
    public static IReadOnlyList<SampleUser> All { get; } =
    [
        new("a good user", new("ada@example.com", "Ada Lovelace", "+442079460000")),
        new("the same address again", new("Ada@Example.com", "Ada King", "+442079460001")),
        new("another good user", new("grace@example.org", "Grace Hopper", "+12025550143")),
        new("a domain that is not registered", new("nobody@unknown.invalid", "No Body", "+442079460002")),
        new("a wrong body", new("not an address", "", "12")),
    ];
}

internal sealed record RegistrationBody(string Email, string Name, string Phone);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RegistrationBody))]
internal sealed partial class RegistrationBodyJson : JsonSerializerContext;
