using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary>
/// Derives signing keys and remembers them: a key is good for one secret, day, region and service, so a hot client
/// costs one HMAC per request instead of five.
/// </summary>
internal sealed class SigningKeys
{
    /// <summary>Old days and revoked keys go when the cache is full; deriving again costs microseconds.</summary>
    private const int CountMax = 1_000;

    private readonly ConcurrentDictionary<(string Secret, CredentialScope Scope), byte[]> _keys = new();

    public byte[] Get(string secretAccessKey, CredentialScope scope)
    {
        if (_keys.TryGetValue((secretAccessKey, scope), out var key))
        {
            return key;
        }

        if (_keys.Count >= CountMax)
        {
            _keys.Clear();
        }

        key = Derive(secretAccessKey, scope);
        _keys[(secretAccessKey, scope)] = key;
        return key;
    }

    private static byte[] Derive(string secretAccessKey, CredentialScope scope)
    {
        var secret = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey);
        var key = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(scope.Date));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope.Region));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope.Service));
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope.Terminator));
    }
}
