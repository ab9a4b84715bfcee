using Onboarding.Functions.Randomness;
using Onboarding.Functions.Tests.Hosting;
using Onboarding.Functions.Users.Passwords;

namespace Onboarding.Functions.Tests.Users.Passwords;

public sealed class PasswordHashTests
{
    private readonly RandomSource _random = SeededRandom.From(1);

    [Fact]
    public void Verifies_what_it_hashed_and_nothing_else()
    {
        var hash = PasswordHash.Parse(PasswordHash.Of("Grüße-7", _random, iterations: 1_000).ToText());

        Assert.True(hash.Verify("Grüße-7"));
        Assert.False(hash.Verify("grüße-7"));
        Assert.False(hash.Verify(""));
        Assert.True(hash.IsOutdated);
    }

    // The key was computed with Python's hashlib.pbkdf2_hmac("sha512", b"password", bytes(16), 1000).
    [Fact]
    public void Is_PBKDF2_with_HMAC_SHA512() =>
        Assert.True(PasswordHash.Parse(
            "pbkdf2-sha512$1000$AAAAAAAAAAAAAAAAAAAAAA==$"
            + "EESOu4DSyRTBWpf82FivmZXiTYfkULQLoZjh6nGOCGar"
            + "Hm1DTihjbaJZfqZDei58BEaIVyE3uYNg4YpxwXzdXg==").Verify("password"));

    [Fact]
    public void Carries_its_parameters_and_a_salt_of_its_own()
    {
        var text = PasswordHash.Of("secret", _random).ToText();

        Assert.StartsWith("pbkdf2-sha512$210000$", text, StringComparison.Ordinal);
        Assert.NotEqual(text.Split('$')[2], PasswordHash.Of("secret", _random, iterations: 1).ToText().Split('$')[2]);
        Assert.Equal(16, Convert.FromBase64String(text.Split('$')[2]).Length);
        Assert.False(PasswordHash.Parse(text).IsOutdated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("pbkdf2-sha256$210000$AAAAAAAAAAAAAAAAAAAAAA==$AAAA")]
    [InlineData("pbkdf2-sha512$0$AAAAAAAAAAAAAAAAAAAAAA==$AAAA")]
    [InlineData("pbkdf2-sha512$999999999$AAAAAAAAAAAAAAAAAAAAAA==$AAAA")]
    [InlineData("pbkdf2-sha512$1000$AAAAAAAAAAAAAAAAAAAAAA==$AAAA")]
    [InlineData("pbkdf2-sha512$1000$!$!")]
    public void Refuses_other_texts_without_quoting_them(string text)
    {
        var fault = Assert.Throws<FormatException>(() => PasswordHash.Parse(text));

        if (text.Length > 0)
        {
            Assert.DoesNotContain(text, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lets_no_password_fit_the_decoy() => Assert.False(PasswordHash.Decoy(_random).Verify(""));

    [Fact]
    public void Does_not_show_itself() =>
        Assert.Equal("PasswordHash", $"{PasswordHash.Of("x", _random, iterations: 1)}");
}
