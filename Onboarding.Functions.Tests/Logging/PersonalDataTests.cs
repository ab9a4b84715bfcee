using Onboarding.ServiceDefaults.Logging;

namespace Onboarding.Functions.Tests.Logging;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData(
        "Email address is not verified. The following identities failed the check in region US-EAST-1: ada@example.com",
        "Email address is not verified. The following identities failed the check in region US-EAST-1: [e-mail]")]
    [InlineData("<ada@example.com>, \"grace@example.org\"", "<[e-mail]>, \"[e-mail]\"")]
    [InlineData("call +4915112345678 now", "call [phone] now")]
    [InlineData("1 + 2 @ 3", "1 + 2 @ 3")]
    [InlineData("nothing personal", "nothing personal")]
    public void Masks_addresses_and_phone_numbers(string text, string masked) =>
        Assert.Equal(masked, PersonalData.Mask(text));
}
