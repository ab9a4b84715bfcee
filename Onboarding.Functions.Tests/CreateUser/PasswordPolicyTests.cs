using Onboarding.Functions.CreateUser;

namespace Onboarding.Functions.Tests.CreateUser;

public sealed class PasswordPolicyTests
{
    private const string Common = "must not be a common password, or one with digits or symbols added";

    [Theory]
    [InlineData("", "must have at least 12 characters|must contain a lower-case letter|"
        + "must contain an upper-case letter|must contain a digit|must contain a symbol")]
    [InlineData("short1!A", "must have at least 12 characters")]
    [InlineData("vexing-plumbus-7", "must contain an upper-case letter")]
    [InlineData("VEXING-PLUMBUS-7", "must contain a lower-case letter")]
    [InlineData("Vexing-Plumbus-x", "must contain a digit")]
    [InlineData("VexingPlumbus77", "must contain a symbol")]
    [InlineData("Vexing-Plumbus-7\u0000", "must not contain control characters")]
    [InlineData("Vexing-GRACE-77", "must not contain the username")]
    [InlineData("Vexing-Hopper-77", "must not contain the part of the e-mail address before the @")]
    [InlineData("Gracehopper-77", "must not contain the username|"
        + "must not contain the part of the e-mail address before the @")]
    [InlineData("password", "must have at least 12 characters|must contain an upper-case letter|"
        + "must contain a digit|must contain a symbol|" + Common)]
    public void Names_every_weakness(string password, string expected) =>
        Assert.Equal(expected.Split('|'), PasswordPolicy.WeaknessesOf(password, "grace", "hopper"));

    [Theory]
    [InlineData("Vexing-Plumbus-7")]
    [InlineData("Correct horse 4 battery")]
    [InlineData("Grüße-aus-Köln-7")]
    [InlineData("A1中文密码密码密码密码a!")]
    public void Accepts(string password) => Assert.Empty(PasswordPolicy.WeaknessesOf(password, "grace", "hopper"));

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Bounds_the_length(int length, bool accepted)
    {
        var password = "Aa1!" + string.Concat(Enumerable.Repeat("xqv", 50))[..(length - 4)];

        Assert.Equal(accepted, !PasswordPolicy.WeaknessesOf(password, "grace", "hopper").Any());
    }

    [Fact]
    public void Counts_characters_and_not_code_units() =>
        Assert.Contains(
            "must have at least 12 characters", PasswordPolicy.WeaknessesOf("Aa1!😀😀😀😀", "grace", "hopper"));

    [Fact]
    public void Does_not_look_for_names_that_are_in_every_other_password() =>
        Assert.Empty(PasswordPolicy.WeaknessesOf("Vexing-Plumbus-7", "grace", "p"));

    [Theory]
    [InlineData("Password2026!")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("!!Welcome1234")]
    [InlineData("WelcomeAdmin#123")]
    [InlineData("PasswordPassword1!")]
    [InlineData("Qwertyuiop123!")]
    [InlineData("1q2w3e4r5t6Y!")]
    [InlineData("1Qaz2wsx3edc!")]
    [InlineData("123456789012")]
    [InlineData("$unsh1ne-2026")]
    [InlineData("CorrectHorseBatteryStaple1!")]
    public void Knows_common_passwords_in_their_usual_disguises(string password) =>
        Assert.True(CommonPasswords.Include(password));

    [Theory]
    [InlineData("Vexing-Plumbus-7")]
    [InlineData("")]
    [InlineData("!!!!")]
    [InlineData("Password-of-Vexing-7")]
    public void Knows_nothing_of_others(string password) => Assert.False(CommonPasswords.Include(password));
}
