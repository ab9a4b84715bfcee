namespace Onboarding.AppHost.Endpoints;

/// <summary>
/// An output of a deployed stack, as Aspire hands it to what refers to the stack: the environment variable
/// <c>AWS__Resources__{name}</c>
/// (https://github.com/aws/integrations-on-dotnet-aspire-for-aws/blob/main/src/Aspire.Hosting.AWS/README.md).
/// </summary>
internal static class StackOutput
{
    /// <summary>Null where no stack is referred to, or it has no such output.</summary>
    public static string? Find(string name) =>
        Environment.GetEnvironmentVariable($"AWS__Resources__{name}") is { Length: > 0 } value ? value : null;
}
