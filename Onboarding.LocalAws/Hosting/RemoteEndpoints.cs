namespace Onboarding.LocalAws.Hosting;

/// <summary>
/// Which services of a stack another endpoint plays: DynamoDB Local, another emulator, AWS. The rest stays in the host,
/// and so does what a rule or an event source needs there.
/// </summary>
public sealed record RemoteEndpoints
{
    /// <summary>What may be elsewhere, as signatures name it; the tables' streams go with the tables.</summary>
    public static IReadOnlyList<string> ServiceNames { get; } = ["dynamodb", "events", "s3", "sqs"];

    /// <summary>Plays each of them that it serves and <see cref="Services"/> does not name; null for none.</summary>
    public Uri? Other { get; init; }

    /// <summary>One of <see cref="ServiceNames"/> → where it is, which must serve it.</summary>
    public IReadOnlyDictionary<string, Uri> Services { get; init; } = new Dictionary<string, Uri>();

    /// <summary>
    /// By which host and functions sign there, and functions here; null is <c>test</c> and <c>test</c>, which emulators
    /// take.
    /// </summary>
    public RemoteKeys? Keys { get; init; }

    internal bool IsAny => Other is not null || Services.Count > 0;

    internal IEnumerable<string> Faults()
    {
        foreach (var (service, address) in Services)
        {
            if (!ServiceNames.Contains(service))
            {
                yield return $"'{service}' cannot be at another endpoint; {string.Join(", ", ServiceNames)} can";
            }

            if (!IsHttp(address))
            {
                yield return $"the endpoint of {service} is an http or https address, not '{address}'";
            }
        }

        if (Other is not null && !IsHttp(Other))
        {
            yield return $"the endpoint is an http or https address, not '{Other}'";
        }

        if (IsAny && Keys is { AccessKeyId: "test", SecretAccessKey: not "test" })
        {
            yield return "the access key 'test' is this host's own, with the secret 'test'; another endpoint needs "
                + "another";
        }
    }

    private static bool IsHttp(Uri address) => address.IsAbsoluteUri && address.Scheme is "http" or "https";
}

/// <summary>A key pair of another endpoint's. Its text names no secret, wherever it may end up.</summary>
/// <param name="SessionToken">Null for a long-term key.</param>
public sealed record RemoteKeys(string AccessKeyId, string SecretAccessKey, string? SessionToken)
{
    public override string ToString() => AccessKeyId;
}
