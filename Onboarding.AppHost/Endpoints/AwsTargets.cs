using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Endpoints;

/// <summary>
/// Which services the host finds elsewhere: those of the command line, else those of the SDKs' own variables
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
/// </summary>
internal static class AwsTargets
{
    /// <summary>What the SDKs' variables call a service.</summary>
    private static readonly (string Service, string SdkId)[] Variables =
    [
        ("dynamodb", "DYNAMODB"), ("events", "EVENTBRIDGE"), ("s3", "S3"), ("sqs", "SQS"),
    ];

    /// <param name="given">What stands behind each <c>--aws</c>; none asks the variables.</param>
    /// <param name="variable">The environment.</param>
    /// <exception cref="LocalAwsException">A value is wrong, or credentials are missing.</exception>
    public static RemoteEndpoints Find(
        IReadOnlyCollection<string> given, string region, Func<string, string?> variable)
    {
        var found = given.Count > 0 ? Parse(given, region) : FromVariables(variable);
        var endpoints = found.Services.Values.Concat(found.Other is { } other ? [other] : []).ToArray();
        // The first that needs a key, if any, since the message names it.
        return endpoints is []
            ? found
            : found with { Keys = FindKeys(endpoints.FirstOrDefault(at => !at.IsLoopback, endpoints[0]), variable) };
    }

    /// <exception cref="LocalAwsException">A value is wrong.</exception>
    public static RemoteEndpoints Parse(IEnumerable<string> given, string region)
    {
        Uri? other = null;
        var isAws = false;
        var services = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var value in given)
        {
            var (service, address) = Split(value);
            if (service is null && address == AwsEndpoint.Aws)
            {
                isAws = true;
            }
            else if (service is null)
            {
                other = other is null ? ParseAddress(address) : throw Twice("a URL");
            }
            else if (!RemoteEndpoints.ServiceNames.Contains(service))
            {
                throw new LocalAwsException(
                    $"--aws {service}: only {string.Join(", ", RemoteEndpoints.ServiceNames)} can be elsewhere");
            }
            else if (!services.TryAdd(
                service, address == AwsEndpoint.Aws ? AddressOfAws(service, region) : ParseAddress(address)))
            {
                throw Twice(service);
            }
        }

        foreach (var name in isAws ? RemoteEndpoints.ServiceNames : [])
        {
            services.TryAdd(name, AddressOfAws(name, region));
        }

        return new RemoteEndpoints { Other = other, Services = services };
    }

    /// <summary>
    /// AWS_ENDPOINT_URL alone moves nothing: people set it to this very host, for the tools of their terminal.
    /// </summary>
    private static RemoteEndpoints FromVariables(Func<string, string?> variable)
    {
        if (string.Equals(variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return new RemoteEndpoints();
        }

        var services = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var (service, sdkId) in Variables)
        {
            var name = $"AWS_ENDPOINT_URL_{sdkId}";
            if (variable(name) is { Length: > 0 } address)
            {
                services[service] = ParseAddress(address, name);
            }
        }

        return new RemoteEndpoints { Services = services };
    }

    /// <summary>
    /// The keys of the environment, as every SDK finds them first; emulators on this machine take any.
    /// </summary>
    /// <exception cref="LocalAwsException">There are none, and the endpoint is not of this machine.</exception>
    public static RemoteKeys? FindKeys(Uri endpoint, Func<string, string?> variable)
    {
        if (variable("AWS_ACCESS_KEY_ID") is { Length: > 0 } id
            && variable("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret)
        {
            return new RemoteKeys(id, secret, variable("AWS_SESSION_TOKEN") is { Length: > 0 } token ? token : null);
        }

        return endpoint.IsLoopback
            ? null
            : throw new LocalAwsException(
                $"{endpoint} needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment");
    }

    private static (string? Service, string Address) Split(string value)
    {
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        return equals >= 0 && (scheme < 0 || equals < scheme)
            ? (value[..equals], value[(equals + 1)..])
            : (null, value);
    }

    private static Uri AddressOfAws(string service, string region) => new($"https://{service}.{region}.amazonaws.com");

    private static Uri ParseAddress(string address, string name = "--aws") =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            ? uri
            : throw new LocalAwsException($"{name}: '{address}' is not the address of an endpoint, such as "
                + "http://127.0.0.1:8000");

    private static LocalAwsException Twice(string what) => new($"--aws names {what} twice");
}
