using Onboarding.LocalAws.S3.Persistence;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Tests.Kernel.Journal;
using Algorithm = Onboarding.LocalAws.S3.Checksums.ChecksumAlgorithm;
using Checksum = Onboarding.LocalAws.S3.Checksums.Checksum;

namespace Onboarding.LocalAws.Tests.S3;

/// <summary>Local: S3's changes in the journal.</summary>
public sealed class S3ChangeCodecTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 1, 2, 3, TimeSpan.Zero);

    private static readonly ObjectHeaders Headers =
        new("text/plain", "no-cache", "inline", "gzip", "de", "never", [new("a", "1")]);

    private static readonly KeyValuePair<string, string>[] Tags = [new("team", "onboarding")];

    private static readonly UploadedPart InMemory = Part(1, new ObjectContent.InMemory([1, 2, 3]));

    private static readonly UploadedPart InFile = Part(10_000, new ObjectContent.InFile("part.object", 5L << 30));

    private static readonly S3Change[] Samples =
    [
        new S3Change.Cleared(),
        new S3Change.BucketCreated("b", At),
        new S3Change.BucketConfigured("b", new BucketSettings("{}", new(true, false, true, false), [new("k", "v")])),
        new S3Change.BucketConfigured("b", new BucketSettings(null, null, null)
        {
            Cors =
            [
                new CorsRule(null, ["*"], ["GET"], [], [], null),
                new CorsRule("id", ["http://*"], ["GET", "PUT"], ["*"], ["ETag"], 3_000),
            ],
        }),
        new S3Change.BucketDeleted("b"),
        S3Change.Stored("b", Object(new ObjectContent.InMemory([1]))),
        S3Change.Stored("b", Object(new ObjectContent.InFile("f.object", 7))),
        S3Change.Stored("b", Object(new ObjectContent.Joined("u", [InMemory, InFile]))),
        S3Change.Stored("b", Object(new ObjectContent.InMemory([1])) with { Tags = Tags }),
        new S3Change.ObjectTagged("b", "k", Tags),
        new S3Change.ObjectTagged("b", "k", []),
        new S3Change.ObjectRemoved("b", "k"),
        new S3Change.UploadBegun("b", Upload(checksum: null)),
        new S3Change.UploadBegun("b", Upload(new UploadChecksum(Algorithm.SHA256, IsComposite: true))),
        new S3Change.UploadBegun("b", Upload(checksum: null) with { Tags = Tags }),
        new S3Change.PartStored("b", "u", InMemory),
        new S3Change.PartStored("b", "u", InFile),
        new S3Change.UploadRemoved("b", "u"),
    ];

    [Fact]
    public void Reads_what_it_has_written()
    {
        var codec = new S3ChangeCodec();
        Assert.All(Samples, sample => Assert.Equal(codec.Written(sample), codec.Written(codec.Reread(sample))));
    }

    /// <summary>What is there now without tags and CORS, under the number of the form that did not know them.</summary>
    [Fact]
    public void Reads_what_was_written_before_buckets_had_CORS_and_objects_tags()
    {
        var codec = new S3ChangeCodec();
        Dictionary<byte, byte> former = new() { [12] = 3, [13] = 5, [14] = 7, [15] = 8, [16] = 11 };
        var seen = new HashSet<byte>();
        foreach (var written in Samples.Select(codec.Written).Where(w => w[^1] == 0 && former.ContainsKey(w[0])))
        {
            byte[] earlier = [former[written[0]], .. written[1..^1]];
            Assert.Equal(written, codec.Written(codec.Read(earlier)));
            seen.Add(written[0]);
        }

        Assert.Equal(former.Keys.ToHashSet(), seen);
    }

    [Fact]
    public void Refuses_what_it_has_not_written() => new S3ChangeCodec().MustRefuseWhatItHasNotWritten(Samples);

    private static UploadedPart Part(int number, ObjectContent content) =>
        new(number, content, "\"0123\"", At, new Checksum(Algorithm.CRC64NVME, "AAAAAAAAAAA="));

    private static S3Object Object(ObjectContent content) => new()
    {
        Key = "k",
        Content = content,
        ETag = "\"0123-2\"",
        LastModified = At,
        Checksum = new Checksum(Algorithm.CRC32, "AAAAAA==-2"),
        Headers = Headers,
    };

    private static MultipartUpload Upload(UploadChecksum? checksum) => new()
    {
        Id = "u",
        Key = "k",
        InitiatedAt = At,
        Headers = Headers,
        Checksum = checksum,
    };
}
