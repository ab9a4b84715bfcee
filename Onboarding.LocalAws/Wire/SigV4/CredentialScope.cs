namespace Onboarding.LocalAws.Wire.SigV4;

/// <summary><c>20261120/us-east-1/dynamodb/aws4_request</c>: what a derived signing key is good for.</summary>
internal sealed record CredentialScope(string Date, string Region, string Service, string Terminator)
{
    public const string Aws4Request = "aws4_request";

    /// <summary>Reads <c>AKID/20261120/us-east-1/dynamodb/aws4_request</c>; null where it is anything else.</summary>
    public static CredentialScope? Parse(string credential, out string accessKeyId)
    {
        // An access key id never holds a slash, so the five parts are unambiguous.
        var parts = credential.Split('/');
        accessKeyId = parts[0];
        return parts.Length == 5 && parts[0].Length > 0
            ? new CredentialScope(parts[1], parts[2], parts[3], parts[4])
            : null;
    }

    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}
