using System.Security.Cryptography;
using System.Text;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.AuthorizeApiKey;

public sealed class ApiKeyTests
{
    [Fact]
    public void A_new_key_reads_back_with_its_id_and_hash()
    {
        var minted = ApiKey.Mint(SeededRandom.From(1));

        Assert.Matches("^onb_[0-9a-f]{12}_[0-9a-f]{40}$", minted.Text);
        Assert.True(ApiKey.TryParse(minted.Text, out var read));
        Assert.Equal(minted.Text[4..16], read.KeyId);
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(minted.Text)), read.Hash.ToArray());
    }

    [Fact]
    public void Two_keys_have_nothing_in_common()
    {
        var random = SeededRandom.From(1);
        var one = ApiKey.Mint(random);
        var other = ApiKey.Mint(random);

        Assert.NotEqual(one.KeyId, other.KeyId);
        Assert.NotEqual(one.Text[17..], other.Text[17..]);
    }

    [Fact]
    public void A_key_that_is_printed_by_accident_keeps_its_secret()
    {
        var key = ApiKey.Mint(SeededRandom.From(1));

        Assert.Equal($"onb_{key.KeyId}_…", $"{key}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("onb_")]
    [InlineData("onb_3f9c01d2ab47")]
    [InlineData("onb_3f9c01d2ab47_")]
    [InlineData("ONB_3f9c01d2ab47_0123456789012345678901234567890123456789")]
    [InlineData("onb_3F9C01D2AB47_0123456789012345678901234567890123456789")]
    [InlineData("onb_3f9c01d2ab47-0123456789012345678901234567890123456789")]
    [InlineData("onb_3f9c01d2ab47_012345678901234567890123456789012345678g")]
    [InlineData("onb_3f9c01d2ab47_01234567890123456789012345678901234567890")]
    [InlineData(" onb_3f9c01d2ab47_012345678901234567890123456789012345678")]
    [InlineData("onb_3f9c01d2ab47_0123456789012345678901234567890123456789,onb_3f9c01d2ab47_0123456789012345678901")]
    public void What_cannot_be_a_key_is_not_read(string? text) => Assert.False(ApiKey.TryParse(text, out _));
}
