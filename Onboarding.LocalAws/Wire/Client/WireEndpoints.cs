namespace Onboarding.LocalAws.Wire.Client;

/// <summary>Which endpoint holds which service of a stack: this host those that are nowhere else.</summary>
internal sealed class WireEndpoints(WireClient here, RemoteServices elsewhere)
{
    /// <param name="service">As signatures name it.</param>
    public WireClient Of(string service) => elsewhere.Find(service)?.Client ?? here;

    public bool IsElsewhere(string service) => elsewhere.Find(service) is not null;
}
