using Onboarding.Functions.Users.Fields;

namespace Onboarding.Functions.Tests.Users.Fields;

public sealed class PunycodeTests
{
    // RFC 3492 §7.1, the samples without upper case, and names that are registered.
    [Theory]
    [InlineData("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn")]
    [InlineData("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye")]
    [InlineData("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l")]
    [InlineData("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b")]
    [InlineData("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v")]
    [InlineData("そのスピードで", "d9juau41awczczp")]
    [InlineData("bücher", "bcher-kva")]
    [InlineData("😀a", "a-iv3s")]
    public void Encodes_and_decodes(string text, string encoded)
    {
        Assert.Equal(encoded, Punycode.Encode(text));
        Assert.Equal(text, Punycode.Decode(encoded));
    }

    [Theory]
    [InlineData("bcher-kv")]
    [InlineData("bcher-k_a")]
    [InlineData("BCHER-KVA")]
    [InlineData("-")]
    [InlineData("ü")]
    [InlineData("99999999999")]
    [InlineData("a-99999999999999999999999999999999999999999999999")]
    public void Decodes_nothing_that_no_text_encodes_to(string encoded) =>
        Assert.True(Punycode.Decode(encoded) is not { } text || Punycode.Encode(text) != encoded);

    [Fact]
    public void Survives_whatever_a_label_can_hold()
    {
        const string Characters = "abcdefghijklmnopqrstuvwxyz0123456789-";
        var random = new Random(3492);
        var decoded = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var label = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(
                _ => Characters[random.Next(Characters.Length)]));
            if (Punycode.Decode(label) is { } text)
            {
                decoded++;
                Assert.Equal(text, Punycode.Decode(Punycode.Encode(text)));
            }
        }

        Assert.InRange(decoded, 1, 20_000);
    }
}
