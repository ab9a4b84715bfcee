using Onboarding.Functions.Users.Fields;

namespace Onboarding.Functions.Tests.Users.Fields;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData(" Ada Lovelace\t", "Ada Lovelace")]
    [InlineData("Zoë", "Zoë")]
    [InlineData("Nguye\u0302\u0303n", "Nguye\u0302\u0303n")]
    [InlineData("山田 太郎", "山田 太郎")]
    [InlineData("علی\u200Cرضا", "علی\u200Cرضا")]
    [InlineData("ක්\u200Dෂ", "ක්\u200Dෂ")]
    [InlineData("O’Brien-Smith, Jr.", "O’Brien-Smith, Jr.")]
    [InlineData("👩\u200D🔬", "👩\u200D🔬")]
    public void Takes_any_script(string text, string expected)
    {
        Assert.Null(PersonName.Normalise(text, out var name));
        Assert.Equal(expected, name);
    }

    [Theory]
    [InlineData("Ada\r\nBcc: eve@example.com")]
    [InlineData("Ada\u0000")]
    [InlineData("Ada\u007F")]
    [InlineData("Ada\u0085King")]
    [InlineData("Ada\u2028King")]
    [InlineData("Ada\u2029King")]
    [InlineData("Ada\u200BKing")]
    [InlineData("Ada\u200C")]
    [InlineData("Ada\u200DKing")]
    [InlineData("\u200DAda")]
    [InlineData("علی\u200C\u200Cرضا")]
    [InlineData("Ada\u2060King")]
    [InlineData("\uFEFFAda")]
    [InlineData("A\u00ADda")]
    [InlineData("Ada\u200EKing")]
    [InlineData("Ada\u061CKing")]
    [InlineData("Ada\u202EgniK")]
    [InlineData("Ada\u2066King")]
    [InlineData("Ada\U000E0041")]
    public void Refuses_what_cannot_be_seen(string text) =>
        Assert.Equal("must not contain control characters", PersonName.Normalise(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData(" \u3000\u00A0 ")]
    public void Refuses_nothing_at_all(string text) =>
        Assert.Equal("must have 1 to 200 characters", PersonName.Normalise(text, out _));
}
