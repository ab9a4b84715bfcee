using System.Security.Cryptography;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Tokens;

/// <summary>The RSA key of one pool. It lives as long as the process: after a restart people sign in again.</summary>
internal sealed class SigningKey
{
    private const int SizeBits = 2048;

    private readonly Lock _lock = new();
    private readonly RSA _rsa = RSA.Create(SizeBits);

    public SigningKey(RandomSource random)
    {
        var id = new byte[32];
        random.Fill(id);
        Id = Convert.ToBase64String(id);
        Public = _rsa.ExportParameters(includePrivateParameters: false);
    }

    /// <summary>The header <c>kid</c>.</summary>
    public string Id { get; }

    public RSAParameters Public { get; }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        // An RSA object promises no thread safety, and a signature takes under a millisecond.
        lock (_lock) return _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_lock) return _rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
