using Onboarding.Functions.Users.Fields;

namespace Onboarding.Functions.Tests.Users;

/// <summary>Spellings of one mailbox are one user, or no user.</summary>
public sealed class AddressVariantsTests
{
    private const string Local = "must have only ASCII characters before the @: no mail can be sent to others";
    private const string Domain = "must have an ASCII domain name behind the @: write it as xn--…";
    private const string Invalid = "must have a valid domain name behind the @";

    public static TheoryData<string, string, string> Pairs => new()
    {
        // The other spelling, the mailbox as it is stored, and the refusal ("" where they are one user).
        { "user@b\u00FCcher.example", "user@xn--bcher-kva.example", Domain },
        { "user@B\u00DCCHER.example", "user@xn--bcher-kva.example", Domain },
        { "user@bu\u0308cher.example", "user@xn--bcher-kva.example", Domain },
        { "user@xn--BCHER-KVA.example", "user@xn--bcher-kva.example", "" },
        { "USER@XN--bcher-kva.EXAMPLE", "user@xn--bcher-kva.example", "" },
        { "user@xn--bcher-2pa.example", "user@xn--bcher-kva.example", Invalid },
        { "user@xn--bucher-xyd.example", "user@xn--bcher-kva.example", Invalid },
        { "\uFF55\uFF53\uFF45\uFF52@example.com", "user@example.com", Local },
        { "user\uFF20example.com", "user@example.com", "must contain an @" },
        { "user@\uFF45xample.com", "user@example.com", Domain },
        { "user@xn--mi7chab1aes7c.com", "user@example.com", Invalid },
        { "user@example\u3002com", "user@example.com", Domain },
        { "user@example\uFF0Ecom", "user@example.com", Domain },
        { "us\u00ADer@example.com", "user@example.com", Local },
        { "user@ex\u00ADample.com", "user@example.com", Domain },
        { "user@xn--example-mka.com", "user@example.com", Invalid },
        { "us\u200Der@example.com", "user@example.com", Local },
        { "user@ex\u200Cample.com", "user@example.com", Domain },
        { "user@xn--ab-m1t.com", "user@ab.com", Invalid },
        { "user\u200B@example.com", "user@example.com", Local },
        { "\u202Euser@example.com", "user@example.com", Local },
        { "us\u0000er@example.com", "user@example.com", "has a character before the @ that is not allowed" },
        { "\u212Aelvin@example.com", "kelvin@example.com", Local },
        { "user@\u212Aelvin.com", "user@kelvin.com", Domain },
        { "user@xn--kelvin-u11c.com", "user@kelvin.com", Invalid },
        { "us\u0131@example.com", "usi@example.com", Local },
        { "user@\u0130stanbul.example", "user@istanbul.example", Domain },
        { "us\u00E9r@example.com", "us\u0065\u0301r@example.com", Local },
        { "user@stra\u00DFe.example", "user@strasse.example", Domain },
        { "user@\u03B2\u03CC\u03BB\u03BF\u03C2.example", "user@xn--nxasmm1c.example", Domain },
        { "user@\uFB01ne.example", "user@fine.example", Domain },
        { "user@xn--ne-1b1n.example", "user@fine.example", Invalid },
        { "user@xn--a-.com", "user@a.com", Invalid },
        { "user@xn--ab-.com", "user@ab.com", Invalid },
        { "user@example.com\u00A0", "user@example.com", Domain },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Are_one_user_or_a_refusal(string spelling, string mailbox, string refusal)
    {
        var fault = EmailAddress.Normalise(spelling, out var normalised);

        Assert.Equal(refusal, fault ?? "");
        if (fault is null)
        {
            Assert.Equal(mailbox, normalised);
        }
    }

    [Fact]
    public void Are_twenty_pairs_at_least() => Assert.InRange(Pairs.Count, 20, 100);

    // What a registry can have registered stays what it is; each is another domain to every mail server.
    [Theory]
    [InlineData("xn--strae-oqa")]
    [InlineData("xn--nxasmm1c")]
    [InlineData("xn--nxasmq6b")]
    [InlineData("xn--r8jz45g")]
    [InlineData("xn--h1alffa9f")]
    [InlineData("xn--h2bhs4b8d8a")]
    [InlineData("xn--vlcu0bc")]
    [InlineData("xn--paralllel-5pa")]
    [InlineData("xn--mgbh0fb")]
    [InlineData("xn--3e0b707e")]
    [InlineData("xn--k-wbb104smc")]
    [InlineData("xn--fiqs8s")]
    [InlineData("xn--vekb8471bncbk91h")]
    public void Leave_an_encoded_domain_as_it_is(string label)
    {
        Assert.Null(EmailAddress.Normalise($"user@{label}.example", out var normalised));
        Assert.Equal($"user@{label}.example", normalised);
        Assert.Null(EmailAddress.Normalise($"user@sub.{label}", out _));
    }

    [Theory]
    [InlineData("xn--")]
    [InlineData("xn--a")]
    [InlineData("xn---")]
    [InlineData("xn--a-wbb")]
    [InlineData("xn--n3h")]
    [InlineData("xn--x-qgn")]
    [InlineData("xn--l2bm1cwbz45t")]
    [InlineData("xn--bc-sf70a")]
    [InlineData("xn--x4g")]
    [InlineData("xn--bcher-kv")]
    [InlineData("xn--99999999999")]
    [InlineData("xn--\uFF41")]
    public void Refuse_an_encoded_domain_that_no_registry_takes(string label) =>
        Assert.NotNull(EmailAddress.Normalise($"user@{label}.example", out _));
}
