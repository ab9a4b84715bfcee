namespace Onboarding.LocalAws.S3.Operations;

/// <summary>PutBucketEncryption: SSE-S3, which every bucket has anyway; KMS keys are refused.</summary>
internal static class PutBucketEncryption
{
    public static ValueTask HandleAsync(S3Request request)
    {
        request.RequireBucket();
        var rules = S3Xml.Read(request, "ServerSideEncryptionConfiguration").Children("Rule").ToList();
        if (rules.Count != 1)
        {
            throw S3Errors.MalformedXml();
        }

        var byDefault = rules[0].Child("ApplyServerSideEncryptionByDefault") ?? throw S3Errors.MalformedXml();
        return byDefault.Child("SSEAlgorithm")?.Value switch
        {
            "AES256" => request.SendAsync(200),
            "aws:kms" or "aws:kms:dsse" => throw S3Errors.Unsupported("PutBucketEncryption", "SSE-KMS"),
            _ => throw S3Errors.MalformedXml(),
        };
    }
}
