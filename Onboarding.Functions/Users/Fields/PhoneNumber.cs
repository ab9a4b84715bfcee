namespace Onboarding.Functions.Users.Fields;

/// <summary>A telephone number in E.164 form, <c>+4915112345678</c>.</summary>
internal static class PhoneNumber
{
    /// <summary>Null, or what is wrong with the number.</summary>
    public static string? Fault(string phone)
    {
        // A country code, which never begins with 0, and at most fifteen digits in all.
        var valid = phone.Length is >= 3 and <= 16 && phone[0] == '+' && phone[1] is >= '1' and <= '9'
            && phone.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
        return valid ? null : "must be in E.164 form, e.g. +4915112345678";
    }
}
