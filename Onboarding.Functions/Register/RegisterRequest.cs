using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Functions.Register;

/// <summary>A valid registration: the e-mail normalised, the name trimmed, the phone in E.164.</summary>
internal sealed record RegisterRequest(string Email, string Name, string Phone)
{
    /// <summary>
    /// Tells a repeated request from another one under the same idempotency key. It covers the meaning, not the bytes:
    /// a client that re-serializes its body repeats itself all the same.
    /// </summary>
    public string Hash()
    {
        // The lengths keep ("ab","c") and ("a","bc") apart.
        var canonical = $"{Email.Length}:{Email}{Name.Length}:{Name}{Phone.Length}:{Phone}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }
}
