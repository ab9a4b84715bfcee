using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

/// <summary>What holds for the codec of every store.</summary>
internal static class Codecs
{
    public static T Reread<T>(this IChangeCodec<T> codec, T change) => codec.Read(codec.Written(change));

    public static byte[] Written<T>(this IChangeCodec<T> codec, T change)
    {
        var writer = new RecordWriter();
        codec.Write(writer, change);
        return writer.Written.ToArray();
    }

    public static T Read<T>(this IChangeCodec<T> codec, byte[] bytes)
    {
        var reader = new RecordReader(bytes);
        var change = codec.Read(ref reader);
        Assert.True(reader.IsEnd);
        return change;
    }

    /// <param name="samples">Of each kind of change one at least.</param>
    public static void MustRefuseWhatItHasNotWritten<T>(this IChangeCodec<T> codec, IReadOnlyCollection<T> samples)
    {
        Assert.Equal(
            typeof(T).Assembly.GetTypes().Where(t => t.BaseType == typeof(T)).ToHashSet(),
            samples.Select(s => s!.GetType()).ToHashSet());
        Assert.All(samples, sample =>
        {
            var written = codec.Written(sample);
            Assert.All(
                Enumerable.Range(0, written.Length),
                length => Assert.Throws<FormatException>(() => codec.Read(written[..length])));
        });
        Assert.Throws<FormatException>(() => codec.Read([0, 0]));
        Assert.Throws<FormatException>(() => codec.Read([99, 0]));
    }
}
