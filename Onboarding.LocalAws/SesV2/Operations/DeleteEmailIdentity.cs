using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.SesV2.Operations;

/// <summary>DeleteEmailIdentity: the address or domain may no longer send.</summary>
internal static class DeleteEmailIdentity
{
    public static ValueTask HandleAsync(AwsRequest request, EmailIdentities identities, string name) =>
        identities.Remove(name)
            ? SesJson.SendAsync(request, static _ => { })
            : throw SesErrors.NoIdentity(name);
}
