using System.Text.Json;
using Amazon.Runtime;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Endpoints;

/// <summary>Where a command finds its service.</summary>
/// <param name="Address">The address of a stack, or <c>aws</c> for the endpoint of the SDK's own settings.</param>
/// <param name="Region">The stack's; null where it was not named.</param>
internal sealed record AwsEndpoint(string Address, string? Region)
{
    public const string Aws = "aws";

    /// <summary>What AWS_ENDPOINT_URL says, of this service or of all; null where it says nothing.</summary>
    public static string? OfEnvironment(string service) =>
        Environment.GetEnvironmentVariable($"AWS_ENDPOINT_URL_{service}") is { Length: > 0 } own
            ? own
            : Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } all ? all : null;

    /// <summary>For a stack on this machine: its own region, else that of one that was started without any.</summary>
    public string LocalRegion => Region ?? LocalAwsOptions.DefaultRegion;

    /// <summary>Null stands for AWS.</summary>
    public Uri? Local => Address == Aws
        ? Region is null
            ? null
            : throw new LocalAwsException($"--region is a local stack's; for '{Aws}' set AWS_REGION")
        : Uri.TryCreate(Address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new LocalAwsException($"'{Address}' is neither an http address nor '{Aws}'");

    /// <summary>Where the stack at an address has a service: another endpoint may hold it.</summary>
    public static async Task<Uri> FindAsync(Uri local, string service)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var response = await http.GetAsync(new Uri(local, "/_localaws/endpoints"));
            if (response.IsSuccessStatusCode)
            {
                using var endpoints = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
                return endpoints.RootElement.TryGetProperty(service, out var other)
                    ? new Uri(other.GetString()!)
                    : local;
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException)
        {
            // No stack of this kind, or none at all: the call that follows says which.
        }

        return local;
    }

    /// <exception cref="LocalAwsException">The service refuses or cannot be reached, in one line.</exception>
    public async Task<T> CallAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (AmazonServiceException e) when (e.StatusCode != 0)
        {
            throw new LocalAwsException($"{Address} refuses: {e.ErrorCode}: {e.Message}", e);
        }
        catch (Exception e) when (e is AmazonClientException or HttpRequestException)
        {
            // The SDK explains missing credentials in a dozen lines, of which the first says it.
            var reason = e.GetBaseException().Message.Split('\n')[0].TrimEnd(':', '\r');
            throw new LocalAwsException(
                $"there is no answer from {Address} ({reason}); start the stack or name another with --endpoint", e);
        }
    }
}
