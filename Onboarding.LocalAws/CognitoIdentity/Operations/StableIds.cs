using System.Security.Cryptography;
using System.Text;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// Ids of pools, made from their names: AWS draws them, but here the Outputs of a template must be the same after every
/// start, so that a page that was built with them still works.
/// </summary>
internal static class StableIds
{
    /// <param name="attempt">0, or how many pools of this name there are already.</param>
    public static string Pool(string region, string name, int attempt)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"identity pool\n{name}\n{attempt}")).AsSpan(0, 16);
        // The marks of a version 4 UUID, which is what AWS's look like.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"{region}:{new Guid(bytes, bigEndian: true)}";
    }
}
