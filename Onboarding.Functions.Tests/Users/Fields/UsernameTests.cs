using Onboarding.Functions.Users.Fields;

namespace Onboarding.Functions.Tests.Users.Fields;

public sealed class UsernameTests
{
    [Theory]
    [InlineData("Ada", "ada")]
    [InlineData("ada.lovelace_1815-x", "ada.lovelace_1815-x")]
    [InlineData("007", "007")]
    public void Accepts(string text, string normalised)
    {
        Assert.Null(Username.Normalise(text, out var name));
        Assert.Equal(normalised, name);
    }

    [Theory]
    [InlineData("", "must have 3 to 64 characters")]
    [InlineData("ad", "must have 3 to 64 characters")]
    [InlineData("ada@example.com", "may contain only the letters a to z, digits, dots, hyphens and underscores")]
    [InlineData("аda", "may contain only the letters a to z, digits, dots, hyphens and underscores")]
    [InlineData("\u212Aelvin", "may contain only the letters a to z, digits, dots, hyphens and underscores")]
    [InlineData("\uFF41da", "may contain only the letters a to z, digits, dots, hyphens and underscores")]
    [InlineData("a\u00ADda", "may contain only the letters a to z, digits, dots, hyphens and underscores")]
    [InlineData("a\u200Bda", "may contain only the letters a to z, digits, dots, hyphens and underscores")]
    [InlineData("ad\u0661", "may contain only the letters a to z, digits, dots, hyphens and underscores")]
    [InlineData("ada lovelace", "may contain only the letters a to z, digits, dots, hyphens and underscores")]
    [InlineData("ada#1", "may contain only the letters a to z, digits, dots, hyphens and underscores")]
    [InlineData(".ada", "must begin with a letter or a digit")]
    public void Refuses(string text, string fault) => Assert.Equal(fault, Username.Normalise(text, out _));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Bounds_the_length(int length, bool accepted) =>
        Assert.Equal(accepted, Username.Normalise(new string('a', length), out _) is null);
}
