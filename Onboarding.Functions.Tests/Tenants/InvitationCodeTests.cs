using System.Text;
using Onboarding.Functions.Tenants.Invitations;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.Tenants;

public sealed class InvitationCodeTests
{
    private const string Code = "inv_00112233445566778899aabbccddeeff00112233";

    [Fact]
    public void Has_160_random_bits_and_is_read_again()
    {
        var minted = InvitationCode.Mint(SeededRandom.From(7));

        Assert.Matches("^inv_[0-9a-f]{40}$", minted.Text);
        Assert.True(InvitationCode.TryParse($" {minted.Text}\n", out var read));
        Assert.Equal((minted.Text, minted.Hash), (read.Text, read.Hash));
    }

    [Fact]
    public void Keeps_the_code_out_of_its_hash_and_its_text_form()
    {
        Assert.True(InvitationCode.TryParse(Code, out var code));

        Assert.Matches("^[0-9a-f]{64}$", code.Hash);
        Assert.DoesNotContain(Code[4..], code.Hash, StringComparison.Ordinal);
        Assert.Equal("inv_…", code.ToString());
    }

    public static TheoryData<string?> Hostile =>
    [
        null, "", "inv_", Code[..^1], Code + "0", Code.ToUpperInvariant(), "INV_" + Code[4..], "key_" + Code[4..],
        "inv_" + new string('０', 40), "inv_" + new string('g', 40), Code.Replace('0', '\0'), "inv_ " + Code[5..],
        new string('0', 1_000_000), "' OR 1=1 --", "{\"S\":\"x\"}", new StringBuilder(Code).Insert(10, ' ').ToString(),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Takes_no_other_text_for_a_code(string? text) => Assert.False(InvitationCode.TryParse(text, out _));
}
