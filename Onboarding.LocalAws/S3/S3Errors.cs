using Onboarding.LocalAws.S3.Checksums;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.S3;

/// <summary>
/// S3's error catalogue.
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (codes, statuses and texts), else noted.
/// </summary>
internal static class S3Errors
{
    public static AwsException NoSuchBucket(string bucket) =>
        Error("NoSuchBucket", 404, "The specified bucket does not exist", ("BucketName", bucket));

    public static AwsException NoSuchKey(string key) =>
        Error("NoSuchKey", 404, "The specified key does not exist.", ("Key", key));

    /// <summary>This text and the next four: recorded in public test suites that run against AWS.</summary>
    public static AwsException NoSuchUpload(string uploadId) => Error(
        "NoSuchUpload",
        404,
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or "
        + "completed.",
        ("UploadId", uploadId));

    /// <summary>Two blanks in it, as AWS has them.</summary>
    public static AwsException InvalidPart(string uploadId, int number, string etag) => Error(
        "InvalidPart",
        400,
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified "
        + "entity tag may not match the part's entity tag.",
        ("UploadId", uploadId),
        ("PartNumber", $"{number}"),
        ("ETag", etag.Trim('"')));

    public static AwsException InvalidPartOrder(string uploadId) => Error(
        "InvalidPartOrder",
        400,
        "The list of parts was not in ascending order. Parts must be ordered by part number.",
        ("UploadId", uploadId));

    public static AwsException InvalidPartNumber(int number, int count) => Error(
        "InvalidPartNumber",
        416,
        "The requested partnumber is not satisfiable",
        ("PartNumberRequested", $"{number}"),
        ("ActualPartCount", $"{count}"));

    public static AwsException EntityTooSmall(int number, string etag, long sizeBytes, long sizeBytesMin) => Error(
        "EntityTooSmall",
        400,
        "Your proposed upload is smaller than the minimum allowed size",
        ("ProposedSize", $"{sizeBytes}"),
        ("MinSizeAllowed", $"{sizeBytesMin}"),
        ("PartNumber", $"{number}"),
        ("ETag", etag.Trim('"')));

    /// <param name="expected">That of the upload.</param>
    /// <param name="actual">Null where the request has none.</param>
    public static AwsException ChecksumMismatch(ChecksumAlgorithm expected, ChecksumAlgorithm? actual) =>
        InvalidRequest(
            $"Checksum Type mismatch occurred, expected checksum Type: {Lower(expected)}, actual checksum Type: "
            + (actual is { } other ? Lower(other) : "null"));

    public static AwsException InvalidBucketName(string bucket) =>
        Error("InvalidBucketName", 400, "The specified bucket is not valid.", ("BucketName", bucket));

    public static AwsException BucketAlreadyOwnedByYou(string bucket) => Error(
        "BucketAlreadyOwnedByYou",
        409,
        "Your previous request to create the named bucket succeeded and you already own it.",
        ("BucketName", bucket));

    public static AwsException TooManyBuckets() =>
        Error("TooManyBuckets", 400, "You have attempted to create more buckets than allowed");

    public static AwsException BucketNotEmpty(string bucket) =>
        Error("BucketNotEmpty", 409, "The bucket you tried to delete is not empty", ("BucketName", bucket));

    public static AwsException InvalidLocationConstraint(string location) => Error(
        "InvalidLocationConstraint",
        400,
        "The specified location-constraint is not valid",
        ("LocationConstraint", location));

    public static AwsException IllegalLocationConstraint(string location) => Error(
        "IllegalLocationConstraintException",
        400,
        $"The {location} location constraint is incompatible for the region specific endpoint this request was sent "
        + "to.");

    public static AwsException NoSuchBucketPolicy(string bucket) =>
        Error("NoSuchBucketPolicy", 404, "The bucket policy does not exist", ("BucketName", bucket));

    public static AwsException NoSuchTagSet(string bucket) =>
        Error("NoSuchTagSet", 404, "The TagSet does not exist", ("BucketName", bucket));

    public static AwsException NoSuchCorsConfiguration(string bucket) => Error(
        "NoSuchCORSConfiguration", 404, "The CORS configuration does not exist", ("BucketName", bucket));

    /// <param name="resourceType">BUCKET or OBJECT.</param>
    public static AwsException AccessForbidden(string why, string method, string resourceType) => Error(
        "AccessForbidden", 403, "CORSResponse: " + why, ("Method", method), ("ResourceType", resourceType));

    public static AwsException NoPublicAccessBlock(string bucket) => Error(
        "NoSuchPublicAccessBlockConfiguration",
        404,
        "The public access block configuration was not found",
        ("BucketName", bucket));

    public static AwsException MalformedPolicy(string message) => Error("MalformedPolicy", 400, message);

    public static AwsException MalformedXml() => Error(
        "MalformedXML",
        400,
        "The XML you provided was not well-formed or did not validate against our published schema");

    public static AwsException KeyTooLong(int sizeBytes, int sizeBytesMax) => Error(
        "KeyTooLongError",
        400,
        "Your key is too long",
        ("Size", $"{sizeBytes}"),
        ("MaxSizeAllowed", $"{sizeBytesMax}"));

    public static AwsException MetadataTooLarge(int sizeBytes, int sizeBytesMax) => Error(
        "MetadataTooLarge",
        400,
        "Your metadata headers exceed the maximum allowed metadata size",
        ("Size", $"{sizeBytes}"),
        ("MaxSizeAllowed", $"{sizeBytesMax}"));

    public static AwsException EntityTooLarge(long sizeBytes, long sizeBytesMax) => Error(
        "EntityTooLarge",
        400,
        "Your proposed upload exceeds the maximum allowed size",
        ("ProposedSize", $"{sizeBytes}"),
        ("MaxSizeAllowed", $"{sizeBytesMax}"));

    /// <summary>
    /// Ours: AWS's disks are never full. 507 is a status that SDKs do not try again, which would not help.
    /// </summary>
    public static AwsException InsufficientStorage(string folder) => Error(
        "InsufficientStorage",
        507,
        $"Onboarding.LocalAws cannot keep the object: there is no space left in '{folder}'.");

    public static AwsException EntityTooSmall(long sizeBytes, long sizeBytesMin) => Error(
        "EntityTooSmall",
        400,
        "Your proposed upload is smaller than the minimum allowed size",
        ("ProposedSize", $"{sizeBytes}"),
        ("MinSizeAllowed", $"{sizeBytesMin}"));

    public static AwsException ContentHashMismatch() => Error(
        "XAmzContentSHA256Mismatch",
        400,
        "The provided 'x-amz-content-sha256' header does not match what was computed.");

    public static AwsException InvalidUri() => Error("InvalidURI", 400, "Couldn't parse the specified URI.");

    public static AwsException BadRequest(string message) => Error("BadRequest", 400, message);

    public static AwsException InvalidTag(string message) => Error("InvalidTag", 400, message);

    public static AwsException InvalidDigest() =>
        Error("InvalidDigest", 400, "The Content-MD5 you specified was invalid.");

    public static AwsException BadDigest(string checksum) => Error(
        "BadDigest",
        400,
        checksum == "Content-MD5"
            ? "The Content-MD5 you specified did not match what we received."
            : $"The {checksum} you specified did not match the calculated checksum.");

    public static AwsException InvalidRequest(string message) => Error("InvalidRequest", 400, message);

    public static AwsException InvalidArgument(string message, string name, string value) => Error(
        "InvalidArgument", 400, message, ("ArgumentName", name), ("ArgumentValue", value));

    public static AwsException MissingContentLength() =>
        Error("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");

    public static AwsException IncompleteBody() => Error(
        "IncompleteBody", 400, "You did not provide the number of bytes specified by the Content-Length HTTP header.");

    public static AwsException MalformedTrailer() => Error(
        "MalformedTrailerError",
        400,
        "The request contained trailing data that was not well-formed or did not conform to our published schema.");

    public static AwsException ChunkSignatureDoesNotMatch() => Error(
        "SignatureDoesNotMatch",
        403,
        "The request signature we calculated does not match the signature you provided. Check your key and signing "
        + "method.");

    /// <summary>The text of RFC 9110's 412, with the header that failed, as S3 has it.</summary>
    public static AwsException PreconditionFailed(string header) => Error(
        "PreconditionFailed",
        412,
        "At least one of the pre-conditions you specified did not hold",
        ("Condition", header));

    public static AwsException InvalidRange(string range, long sizeBytes) => Error(
        "InvalidRange",
        416,
        "The requested range is not satisfiable",
        ("RangeRequested", range),
        ("ActualObjectSize", $"{sizeBytes}"));

    public static AwsException NotImplementedHeader(string header) => Error(
        "NotImplemented",
        501,
        "A header you provided implies functionality that is not implemented",
        ("Header", header));

    public static AwsException AclNotSupported() =>
        Error("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");

    public static AwsException PublicPolicyBlocked(string caller, string bucket) => Error(
        "AccessDenied",
        403,
        $"User: {caller} is not authorized to perform: s3:PutBucketPolicy on resource: \"arn:aws:s3:::{bucket}\" "
        + "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.");

    public static AwsException AccessDenied() => Error("AccessDenied", 403, "Access Denied");

    public static AwsException Unsupported(string operation, string feature) =>
        new(Wire.Unsupported.Feature("S3", operation, feature));

    public static AwsException MalformedPostRequest() => Error(
        "MalformedPOSTRequest", 400, "The body of your POST request is not well-formed multipart/form-data.");

    /// <summary>Code and spelling: https://github.com/Vydia/react-native-background-upload/issues/55.</summary>
    public static AwsException PostFieldsTooLarge(int sizeBytesMax) => Error(
        "MaxPostPreDataLengthExceeded",
        400,
        "Your POST request fields preceeding the upload file was too large.",
        ("MaxPostPreDataLengthBytes", $"{sizeBytesMax}"));

    /// <summary>Two blanks in it, as AWS has them.</summary>
    public static AwsException MissingPostField(string name) => InvalidArgument(
        $"Bucket POST must contain a field named '{name}'.  If it is specified, please check the order of the fields.",
        name,
        "");

    public static AwsException MissingPostFile() =>
        InvalidArgument("POST requires exactly one file upload per request.", "file", "0");

    public static AwsException InvalidPolicyDocument(string what) =>
        Error("InvalidPolicyDocument", 400, "Invalid Policy: " + what);

    public static AwsException PolicyViolated(string what) =>
        Error("AccessDenied", 403, "Invalid according to Policy: " + what);

    public static AwsException WrongRegion(string given, string expected, string argument, string value) => Error(
        "InvalidArgument",
        400,
        $"the region '{given}' is wrong; expecting '{expected}'",
        ("ArgumentName", argument),
        ("ArgumentValue", value),
        ("Region", expected));

    /// <summary>As AWS's texts name it.</summary>
    public static string Lower(ChecksumAlgorithm algorithm) => algorithm.ToString().ToLowerInvariant();

    private static AwsException Error(
        string code, int status, string message, params ReadOnlySpan<(string Name, string Value)> elements)
    {
        var extra = new KeyValuePair<string, string>[elements.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            extra[i] = new(elements[i].Name, elements[i].Value);
        }

        return new AwsException(new AwsError(code, status, message) { ExtraElements = extra });
    }
}
