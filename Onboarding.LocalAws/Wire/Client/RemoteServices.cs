namespace Onboarding.LocalAws.Wire.Client;

/// <summary>
/// The services that another endpoint plays for this host. Empty until a template is deployed, since the template
/// decides which of those that the developer has pointed elsewhere must stay here. Safe for concurrent use.
/// </summary>
internal sealed class RemoteServices : IDisposable
{
    private volatile IReadOnlyList<RemoteService> _all = [];

    public IReadOnlyList<RemoteService> All => _all;

    /// <param name="name">One of those of <see cref="RemoteService"/>.</param>
    /// <returns>Null where this host plays it.</returns>
    public RemoteService? Find(string name) => _all.FirstOrDefault(service => service.Name == name);

    /// <summary>Once per host: what polls there keeps its client.</summary>
    public void Set(IReadOnlyList<RemoteService> all) => _all = all;

    /// <summary>What functions find them by.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables =>
        _all.Select(service => KeyValuePair.Create(
            $"AWS_ENDPOINT_URL_{service.SdkId}", service.Address.OriginalString.TrimEnd('/')));

    public void Dispose()
    {
        foreach (var service in _all)
        {
            service.Client.Dispose();
        }
    }
}

/// <summary>A service at another endpoint.</summary>
/// <param name="Name">As host names of AWS have it; signatures know DynamoDB's streams by DynamoDB's name.</param>
/// <param name="SdkId">As the SDKs' variables have it.</param>
internal sealed record RemoteService(string Name, string SdkId, Uri Address, WireClient Client)
{
    public const string DynamoDb = "dynamodb";
    public const string DynamoDbStreams = "streams.dynamodb";
    public const string Events = "events";
    public const string S3 = "s3";
    public const string Sqs = "sqs";
}
