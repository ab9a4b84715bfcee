using System.Diagnostics;

namespace Onboarding.LocalAws.Cognito.Store;

/// <summary>The states in AWS's spelling.</summary>
internal static class UserStatusNames
{
    public static string Of(UserStatus status) => status switch
    {
        UserStatus.Unconfirmed => "UNCONFIRMED",
        UserStatus.Confirmed => "CONFIRMED",
        UserStatus.ResetRequired => "RESET_REQUIRED",
        UserStatus.ForceChangePassword => "FORCE_CHANGE_PASSWORD",
        _ => throw new UnreachableException(),
    };
}
