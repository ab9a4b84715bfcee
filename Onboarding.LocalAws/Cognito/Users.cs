using Onboarding.LocalAws.Cognito.Store;

namespace Onboarding.LocalAws.Cognito;

/// <summary>Changes of users, with their outcomes as Cognito's errors.</summary>
internal static class Users
{
    /// <param name="decide">Pure; runs under the pool's lock.</param>
    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">
    /// The user is gone, or its new e-mail is another's.
    /// </exception>
    public static User Update(UserPool pool, string sub, Func<User, User> decide) => pool.Update(sub, decide) switch
    {
        UserUpdate.Updated updated => updated.User,
        UserUpdate.Gone => throw CognitoErrors.NoUser(),
        UserUpdate.AliasTaken => throw CognitoErrors.AliasExists(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
