using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Tests.Kernel.Journal;

public sealed class RecordTests
{
    [Fact]
    public void Reads_what_it_wrote()
    {
        var at = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero).AddTicks(7);
        var writer = new RecordWriter();
        ulong[] numbers = [0, 1, 127, 128, ulong.MaxValue];
        long[] signed = [0, -1, 1, long.MinValue, long.MaxValue];
        foreach (var number in numbers)
        {
            writer.Number(number);
        }

        foreach (var number in signed)
        {
            writer.SignedNumber(number);
        }

        writer.Fixed64(ulong.MaxValue - 1);
        writer.Flag(true);
        writer.Text("grüße 🙂");
        writer.OptionalText(null);
        writer.OptionalText("");
        writer.Bytes([1, 2, 3]);
        writer.Pairs([KeyValuePair.Create("k", "v")]);
        writer.Texts(["x", "y"]);
        writer.Time(at);
        writer.OptionalTime(null);
        writer.Span(TimeSpan.FromSeconds(-5));

        var reader = new RecordReader(writer.Written.Span);
        foreach (var number in numbers)
        {
            Assert.Equal(number, reader.Number());
        }

        foreach (var number in signed)
        {
            Assert.Equal(number, reader.SignedNumber());
        }

        Assert.Equal(ulong.MaxValue - 1, reader.Fixed64());
        Assert.True(reader.Flag());
        Assert.Equal("grüße 🙂", reader.Text());
        Assert.Null(reader.OptionalText());
        Assert.Equal("", reader.OptionalText());
        Assert.Equal([1, 2, 3], reader.Bytes().ToArray());
        Assert.Equal([KeyValuePair.Create("k", "v")], reader.Pairs());
        Assert.Equal(["x", "y"], reader.Texts());
        Assert.Equal(at, reader.Time());
        Assert.Null(reader.OptionalTime());
        Assert.Equal(TimeSpan.FromSeconds(-5), reader.Span());
        Assert.True(reader.IsEnd);
    }

    [Fact]
    public void Nothing_is_read_behind_the_end()
    {
        Assert.Throws<FormatException>(() => new RecordReader([]).Byte());
        Assert.Throws<FormatException>(() => new RecordReader([3, 1]).Text());
        Assert.Throws<FormatException>(() => new RecordReader([0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1]).Count());
        Assert.Throws<FormatException>(() => new RecordReader([2]).Flag());
    }

    [Fact]
    public void The_checksum_is_CRC_32C() =>
        // The check value of CRC-32C: https://reveng.sourceforge.io/crc-catalogue/17plus.htm.
        Assert.Equal(0xE3069283, Crc32C.Append(Crc32C.Append(0, "1234"u8), "56789"u8));
}
