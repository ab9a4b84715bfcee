using System.Security.Cryptography;
using System.Text;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.S3.Forms;

/// <summary>
/// Verifies who has signed the policy of a form: with Signature Version 4, or with Version 2 as boto3 does by default
/// in us-east-1. What is signed is the policy as it was sent, in base64.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html. Texts: recorded in
/// LocalStack's test suite, which runs against AWS; of another region:
/// https://github.com/aws/aws-sdk-js/issues/2529.
/// </summary>
/// <param name="verifies">False where signatures are off.</param>
internal sealed class FormSigner(CredentialStore credentials, AwsScope scope, IErrorProtocol errors, bool verifies)
{
    private const string CredentialV4 = "X-Amz-Credential";
    private const string SignatureV4 = "X-Amz-Signature";
    private const string SignatureV2 = "Signature";
    private const string KeyIdV2 = "AWSAccessKeyId";

    private static readonly string[] FieldsV4 = ["X-Amz-Algorithm", CredentialV4, SignatureV4, "X-Amz-Date"];
    private static readonly string[] FieldsV2 = [SignatureV2, KeyIdV2];

    private readonly SigningKeys _keys = new();

    /// <exception cref="AwsException">The signature is missing or is not the one that we calculate.</exception>
    public void Verify(IReadOnlyDictionary<string, string> fields)
    {
        if (!verifies)
        {
            return;
        }

        var isV4 = FieldsV4.Any(fields.ContainsKey);
        if (!fields.TryGetValue("policy", out var policy) || !(isV4 || FieldsV2.Any(fields.ContainsKey)))
        {
            // A form without a signer: no bucket here is public.
            throw S3Errors.AccessDenied();
        }

        var needed = isV4 ? FieldsV4 : FieldsV2;
        if (needed.FirstOrDefault(name => !fields.ContainsKey(name)) is { } missing)
        {
            throw S3Errors.MissingPostField(missing);
        }

        var isRight = isV4 ? MatchesV4(fields, policy) : MatchesV2(fields, policy);
        if (!isRight)
        {
            throw new AwsException(errors.Describe(SigV4Verifier.Mismatch().Fault!));
        }
    }

    private bool MatchesV4(IReadOnlyDictionary<string, string> fields, string policy)
    {
        var given = fields[CredentialV4];
        if (fields["X-Amz-Algorithm"] != SignatureClaim.Algorithm)
        {
            throw S3Errors.InvalidArgument(
                $"X-Amz-Algorithm only supports \"{SignatureClaim.Algorithm}\"",
                "X-Amz-Algorithm",
                fields["X-Amz-Algorithm"]);
        }

        if (CredentialScope.Parse(given, out var keyId) is not { Service: "s3" } signed
            || signed.Terminator != CredentialScope.Aws4Request)
        {
            throw S3Errors.InvalidArgument(
                "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
                CredentialV4,
                given);
        }

        if (signed.Region != scope.Region)
        {
            throw S3Errors.WrongRegion(signed.Region, scope.Region, CredentialV4, given);
        }

        var key = _keys.Get(SignerOf(keyId, fields).SecretAccessKey, signed);
        var expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(policy));
        return SigV4Verifier.MatchesHex(expected, fields[SignatureV4]);
    }

    private bool MatchesV2(IReadOnlyDictionary<string, string> fields, string policy) =>
        SigV2Verifier.Matches(SignerOf(fields[KeyIdV2], fields), policy, fields[SignatureV2]);

    private Credential SignerOf(string keyId, IReadOnlyDictionary<string, string> fields)
    {
        var (signer, fault) = credentials.FindSigner(keyId, fields.GetValueOrDefault("x-amz-security-token"));
        return signer ?? throw new AwsException(errors.Describe(fault!));
    }
}
