using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Tests.Wire.SigV4;

/// <summary>
/// Recorded: signatures of AWS's published Signature Version 4 test suite and of the worked examples at
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html.
/// </summary>
public sealed class CanonicalRequestTests
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string GetVanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";

    [Theory]
    [InlineData("GET", "/", "", GetVanilla)]
    [InlineData("GET", "//", "", GetVanilla)]
    [InlineData("GET", "/./", "", GetVanilla)]
    [InlineData("GET", "/example/..", "", GetVanilla)]
    [InlineData(
        "GET", "/", "Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("GET", "/\u1234", "", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85")]
    [InlineData("POST", "/", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    public void Signs_as_the_published_suite(string method, string path, string query, string expected) =>
        Assert.Equal(expected, SignSuite(method, path, query, []));

    [Fact]
    public void Trims_values_and_folds_repeated_spaces() => Assert.Equal(
        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        SignSuite("GET", "/", "", [("my-header1", " value1"), ("my-header2", " \"a   b   c\"")]));

    [Fact]
    public void Signs_a_ranged_get_of_S3()
    {
        var headers = new HeaderDictionary
        {
            ["host"] = "examplebucket.s3.amazonaws.com",
            ["range"] = "bytes=0-9",
            ["x-amz-content-sha256"] = EmptyHash,
            ["x-amz-date"] = "20130524T000000Z",
        };
        var request = new CanonicalRequest(
            "GET",
            "/test.txt",
            "",
            headers,
            "host;range;x-amz-content-sha256;x-amz-date",
            EmptyHash,
            EncodesPathOnce: true);
        Assert.Equal("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", SignS3(request));
    }

    [Fact]
    public void Signs_a_presigned_url_of_S3()
    {
        const string query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2F"
            + "us-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=ignored";
        var headers = new HeaderDictionary { ["host"] = "examplebucket.s3.amazonaws.com" };
        var request = new CanonicalRequest(
            "GET", "/test.txt", query, headers, "host", "UNSIGNED-PAYLOAD", EncodesPathOnce: true);
        Assert.Equal("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404", SignS3(request));
    }

    [Theory]
    [InlineData("/a%20b/%E1%88%B4", "/a b/\u1234")]
    [InlineData("/a+b", "/a%2Bb")]
    [InlineData("/%FF", "/%ff")]
    public void S3_signs_the_decoded_path_however_it_is_encoded(string one, string other) =>
        Assert.Equal(SignS3(S3Get(one)), SignS3(S3Get(other)));

    [Theory]
    [InlineData("/a/./b", "/a/b")]
    [InlineData("/a//b/", "/a/b/")]
    [InlineData("/a/b/..", "/a/")]
    [InlineData("/../..", "/")]
    [InlineData("/a/.b", "/a/.b")]
    public void Normalises_paths(string path, string expected) => Assert.Equal(expected, CanonicalPath.Normalize(path));

    private static CanonicalRequest S3Get(string path) => new(
        "GET", path, "", new HeaderDictionary { ["host"] = "h" }, "host", EmptyHash, EncodesPathOnce: true);

    private static string SignSuite(string method, string path, string query, (string Name, string Value)[] more)
    {
        var headers = new HeaderDictionary { ["host"] = "example.amazonaws.com", ["x-amz-date"] = "20150830T123600Z" };
        foreach (var (name, value) in more)
        {
            headers[name] = value;
        }

        var signedHeaders = string.Join(';', headers.Keys.Order(StringComparer.Ordinal));
        var request = new CanonicalRequest(
            method, path, query, headers, signedHeaders, EmptyHash, EncodesPathOnce: false);
        var scope = new CredentialScope("20150830", "us-east-1", "service", "aws4_request");
        return Sign(request, "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "20150830T123600Z", scope);
    }

    private static string SignS3(CanonicalRequest request) => Sign(
        request,
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "20130524T000000Z",
        new CredentialScope("20130524", "us-east-1", "s3", "aws4_request"));

    private static string Sign(CanonicalRequest request, string secret, string timestamp, CredentialScope scope)
    {
        Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
        request.Sign(new SigningKeys().Get(secret, scope), timestamp, scope, signature);
        return Convert.ToHexStringLower(signature);
    }
}
