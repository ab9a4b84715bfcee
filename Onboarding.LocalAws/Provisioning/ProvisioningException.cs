namespace Onboarding.LocalAws.Provisioning;

/// <summary>A stack could not be created; the message has one line per resource that failed.</summary>
internal sealed class ProvisioningException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The property that is to blame, of which the place is reported; null for the resource.</summary>
    public string? Property { get; init; }
}
