using System.Globalization;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Cognito.Triggers;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Codes;

/// <summary>
/// Sends codes and checks them. A code is stored before it is sent, so that each code that arrives is known.
/// </summary>
internal sealed class UserCodes(
    ICodeDelivery delivery, UserPoolTriggers triggers, RandomSource random, TimeProvider time)
{
    private const string Placeholder = "{####}";

    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">Too many codes, or the user is gone.</exception>
    public async Task<CodeDestination> SendAsync(
        UserPool pool, CodePurpose purpose, TriggerCall call, CancellationToken stop)
    {
        var digits = ((int)(random.NextDouble() * 1_000_000)).ToString("D6", CultureInfo.InvariantCulture);
        var now = time.GetUtcNow();
        var user = Users.Update(pool, call.User.Sub, old =>
        {
            var code = purpose.Read(old) ?? VerificationCode.None;
            if (!code.CanSend(now))
            {
                throw CognitoErrors.TooManyAttempts();
            }

            return purpose.Write(old, code.Send(digits, now, purpose.GoodFor));
        });
        var texts = pool.Definition.Mails;
        await MailAsync(
            call with { User = user },
            purpose.TriggerSource,
            new CodeMail(user.Email!, texts.VerificationSubject, texts.VerificationMessage),
            digits,
            stop);
        return CodeDestination.Of(user.Email!);
    }

    /// <summary>The mail of AdminCreateUser, with the temporary password where the code would be.</summary>
    public Task InviteAsync(TriggerCall call, string temporaryPassword, CancellationToken stop) => MailAsync(
        call,
        "CustomMessage_AdminCreateUser",
        new CodeMail(call.User.Email!, call.Pool.Mails.InvitationSubject, call.Pool.Mails.InvitationMessage),
        temporaryPassword,
        stop);

    /// <summary>Takes a code if it is right, and applies <paramref name="confirm"/> in the same step.</summary>
    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">
    /// The code is wrong or expired, or guessed too often.
    /// </exception>
    public User Take(UserPool pool, string sub, CodePurpose purpose, string guess, Func<User, User> confirm) =>
        Judge(pool, sub, purpose, guess, (old, code, now) =>
            confirm(purpose.Write(old, code.Use())) with { ModifiedAt = now });

    /// <summary>Leaves a right code to be taken, and counts a wrong one.</summary>
    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">As <see cref="Take"/>.</exception>
    public void Check(UserPool pool, string sub, CodePurpose purpose, string guess) =>
        Judge(pool, sub, purpose, guess, (old, _, _) => old);

    private User Judge(
        UserPool pool,
        string sub,
        CodePurpose purpose,
        string guess,
        Func<User, VerificationCode, DateTimeOffset, User> whenRight)
    {
        var now = time.GetUtcNow();
        var verdict = CodeVerdict.Expired;
        var user = Users.Update(pool, sub, old =>
        {
            var code = purpose.Read(old) ?? VerificationCode.None;
            verdict = code.Check(guess, now);
            return verdict switch
            {
                CodeVerdict.Right => whenRight(old, code, now),
                // The wrong guess is counted, so this step changes the user and the error comes after it.
                CodeVerdict.Wrong => purpose.Write(old, code.CountWrong(now)),
                _ => old,
            };
        });
        return verdict switch
        {
            CodeVerdict.Right => user,
            CodeVerdict.Wrong => throw CognitoErrors.CodeMismatch(),
            CodeVerdict.Expired => throw CognitoErrors.ExpiredCode(),
            CodeVerdict.TooManyAttempts => throw CognitoErrors.TooManyAttempts(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task MailAsync(
        TriggerCall call, string source, CodeMail template, string code, CancellationToken stop)
    {
        var custom = await triggers.CustomMessageAsync(call, source, stop);
        var message = custom.Message ?? template.Html;
        // A message without the placeholder would leave its reader without the code (inferred).
        if (!message.Contains(Placeholder, StringComparison.Ordinal))
        {
            throw CognitoErrors.InvalidTriggerResponse("Custom message does not contain the code placeholder {####}");
        }

        await delivery.DeliverAsync(
            template with { Subject = custom.Subject ?? template.Subject, Html = Fill(message, call.User, code) },
            stop);
    }

    private static string Fill(string message, User user, string code) => message
        .Replace("{username}", user.Email ?? user.Username, StringComparison.Ordinal)
        .Replace(Placeholder, code, StringComparison.Ordinal);
}
