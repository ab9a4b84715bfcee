using Onboarding.Functions.Users.Fields;

namespace Onboarding.Functions.Tests.Users.Fields;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.com", "ada@example.com")]
    [InlineData("Ada.Lovelace+Tag@Example.COM", "ada.lovelace+tag@example.com")]
    [InlineData("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example")]
    [InlineData("Ada@XN--BCHER-KVA.Example", "ada@xn--bcher-kva.example")]
    [InlineData("!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com")]
    [InlineData("a@1.example", "a@1.example")]
    public void Normalises(string text, string expected)
    {
        Assert.Null(EmailAddress.Normalise(text, out var normalised));
        Assert.Equal(expected, normalised);
    }

    [Theory]
    [InlineData("", "must contain an @")]
    [InlineData("example.com", "must contain an @")]
    [InlineData("@example.com", "must have a name before the @")]
    [InlineData("\"ada lovelace\"@example.com", "must not have a quoted name before the @")]
    [InlineData("ada@home@example.com", "has a character before the @ that is not allowed")]
    [InlineData("ada lovelace@example.com", "has a character before the @ that is not allowed")]
    [InlineData("ädä@example.com", "must have only ASCII characters before the @: no mail can be sent to others")]
    [InlineData("ada@bücher.example", "must have an ASCII domain name behind the @: write it as xn--…")]
    [InlineData(".ada@example.com", "has a misplaced dot before the @")]
    [InlineData("ada.@example.com", "has a misplaced dot before the @")]
    [InlineData("a..da@example.com", "has a misplaced dot before the @")]
    [InlineData("ada@", "must have a valid domain name behind the @")]
    [InlineData("ada@localhost", "must have a valid domain name behind the @")]
    [InlineData("ada@example..com", "must have a valid domain name behind the @")]
    [InlineData("ada@example.com.", "must have a valid domain name behind the @")]
    [InlineData("ada@-example.com", "must have a valid domain name behind the @")]
    [InlineData("ada@example-.com", "must have a valid domain name behind the @")]
    [InlineData("ada@exa_mple.com", "must have a valid domain name behind the @")]
    [InlineData("ada@exam ple.com", "must have a valid domain name behind the @")]
    [InlineData("ada@127.0.0.1", "must have a valid domain name behind the @")]
    [InlineData("ada@[127.0.0.1]", "must have a valid domain name behind the @")]
    [InlineData("ada@example.com\r\nBcc: eve@example.com", "has a character before the @ that is not allowed")]
    [InlineData("ada@example.com\r\n", "must have a valid domain name behind the @")]
    public void Refuses(string text, string fault) => Assert.Equal(fault, EmailAddress.Normalise(text, out _));

    [Fact]
    public void Knows_the_limits_of_the_length()
    {
        string local = new('a', 64);
        string label = new('b', 60);

        Assert.Null(EmailAddress.Normalise($"{local}@{label}.{label}.{label}.com", out _));
        Assert.Equal(
            "must not be longer than 254 characters",
            EmailAddress.Normalise($"{local}@{label}.{label}.{label}.example", out _));
        Assert.Equal(
            "must not have more than 64 characters before the @", EmailAddress.Normalise($"{local}a@b.com", out _));
        Assert.Equal(
            "must have a valid domain name behind the @",
            EmailAddress.Normalise($"a@{new string('c', 64)}.com", out _));
    }
}
