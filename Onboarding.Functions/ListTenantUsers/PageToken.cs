using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Functions.ListTenantUsers;

/// <summary>
/// Where a page ended: base64url of eight bytes that bind it to its tenant, then the last user's id.
/// </summary>
/// <remarks>
/// The binding catches a token that was carried over to another tenant's list; it is no signature and needs no key. The
/// tenant that is read is the path's, to which the caller belongs: a forged token chooses nothing but where in that
/// caller's own list a page begins.
/// </remarks>
internal static class PageToken
{
    private const int BindingBytes = 8;
    private const int UserIdLengthMax = 128;

    public static string Write(string tenantId, string lastUserId)
    {
        var id = Encoding.UTF8.GetBytes(lastUserId);
        byte[] token = [.. Bind(tenantId, id), .. id];
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The last user's id; null for what was not made for this tenant.</summary>
    public static string? Read(string tenantId, string text)
    {
        // Two bytes more than four thirds of the bytes: base64url without padding.
        if (text.Length > ((BindingBytes + UserIdLengthMax) * 4 / 3) + 2 || !Base64Url.IsValid(text))
        {
            return null;
        }

        var token = Base64Url.DecodeFromChars(text);
        return token.Length > BindingBytes && Bind(tenantId, token.AsSpan(BindingBytes)).SequenceEqual(
            token.AsSpan(0, BindingBytes))
            ? Encoding.UTF8.GetString(token.AsSpan(BindingBytes))
            : null;
    }

    private static ReadOnlySpan<byte> Bind(string tenantId, ReadOnlySpan<byte> userId)
    {
        byte[] bound = [.. Encoding.UTF8.GetBytes(tenantId), 0, .. userId];
        return SHA256.HashData(bound).AsSpan(0, BindingBytes);
    }
}
