using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Graph;

/// <summary>What another process needs to know of a running stack, for <c>--ready-file</c>.</summary>
/// <param name="EdgeUrl">What AWS_ENDPOINT_URL is set to.</param>
/// <param name="Region">The region that the host plays.</param>
/// <param name="ApiUrl">The base of the HTTP API; null with the emulator alone.</param>
/// <param name="ApiKey">What POST /register wants as x-api-key; null where the template has no keys.</param>
/// <param name="DashboardUrl">The link that signs a browser in; null where no dashboard runs.</param>
/// <param name="Outputs">The template's Outputs.</param>
internal sealed record ReadyFile(
    Uri EdgeUrl,
    string Region,
    Uri? ApiUrl,
    string? ApiKey,
    Uri MailboxUrl,
    Uri? DashboardUrl,
    IReadOnlyDictionary<string, string> Outputs)
{
    /// <summary>What the dashboard's <c>/api/telemetry</c> wants as x-api-key; null where no dashboard runs.</summary>
    public string? DashboardApiKey { get; init; }

    /// <summary>The services that another endpoint plays → where.</summary>
    public IReadOnlyDictionary<string, Uri> Endpoints { get; init; } = new Dictionary<string, Uri>();

    /// <exception cref="LocalAwsException">There is no such file, or it is no ready file.</exception>
    public static ReadyFile Read(FileInfo file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), ReadyFileJson.Default.ReadyFile)
                ?? throw new LocalAwsException($"'{file.FullName}' is no ready file: it is null");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new LocalAwsException($"'{file.FullName}' cannot be read as a ready file: {e.Message}", e);
        }
    }

    /// <summary>
    /// The file appears whole or not at all: a watcher never reads half of it. It holds the API key, so it is its
    /// owner's alone.
    /// </summary>
    /// <exception cref="LocalAwsException">The file cannot be written.</exception>
    public void Write(FileInfo file)
    {
        try
        {
            OwnersFile.Replace(
                file.FullName, JsonSerializer.SerializeToUtf8Bytes(this, ReadyFileJson.Default.ReadyFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalAwsException($"the ready file cannot be written: {e.Message}", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ReadyFile))]
internal sealed partial class ReadyFileJson : JsonSerializerContext;
