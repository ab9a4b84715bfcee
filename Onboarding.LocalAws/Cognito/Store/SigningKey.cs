using System.Security.Cryptography;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>The RSA key that signs a pool's tokens, from the pool's first token to its end.</summary>
internal sealed class SigningKey
{
    private const int SizeBits = 2048;

    private readonly Lock _lock = new();
    private readonly RSA _rsa;

    private SigningKey(string id, RSA rsa)
    {
        _rsa = rsa;
        Id = id;
        Public = rsa.ExportParameters(includePrivateParameters: false);
        Private = rsa.ExportRSAPrivateKey();
    }

    /// <summary>The header <c>kid</c>.</summary>
    public string Id { get; }

    public RSAParameters Public { get; }

    /// <summary>PKCS #1's RSAPrivateKey: only ever for the journal.</summary>
    public ReadOnlyMemory<byte> Private { get; }

    /// <summary>Takes a tenth of a second.</summary>
    public static SigningKey Create(RandomSource random)
    {
        var id = new byte[32];
        random.Fill(id);
        return new SigningKey(Convert.ToBase64String(id), RSA.Create(SizeBits));
    }

    /// <param name="privateKey">What <see cref="Private"/> was.</param>
    /// <exception cref="CryptographicException">It is no RSA key.</exception>
    public static SigningKey Restore(string id, ReadOnlySpan<byte> privateKey)
    {
        var rsa = RSA.Create();
        rsa.ImportRSAPrivateKey(privateKey, out _);
        return new SigningKey(id, rsa);
    }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        // An RSA object promises no thread safety, and a signature takes under a millisecond.
        lock (_lock)
        {
            return _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        lock (_lock)
        {
            return _rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }
}
