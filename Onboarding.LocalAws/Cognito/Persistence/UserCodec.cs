using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Cognito.Persistence;

/// <summary>Users in the journal: of a password only what the store keeps, its verifier and its hash.</summary>
internal static class UserCodec
{
    public static void Write(RecordWriter to, User user)
    {
        to.Text(user.Username);
        to.Pairs(user.Attributes);
        to.Byte((byte)user.Status);
        to.Time(user.CreatedAt);
        to.Time(user.ModifiedAt);
        to.Flag(user.IsEnabled);
        to.Flag(user.Password is not null);
        if (user.Password is { } password)
        {
            WritePassword(to, password);
        }

        to.OptionalTime(user.TemporaryPasswordExpiresAt);
        WriteCode(to, user.SignUpCode);
        WriteCode(to, user.ResetCode);
        WriteCode(to, user.EmailCode);
        to.SignedNumber(user.Failures.Count);
        to.Time(user.Failures.LastAt);
    }

    public static User Read(ref RecordReader from) => new()
    {
        Username = from.Text(),
        Attributes = User.NoAttributes.AddRange(from.Pairs()),
        Status = (UserStatus)from.Byte(),
        CreatedAt = from.Time(),
        ModifiedAt = from.Time(),
        IsEnabled = from.Flag(),
        Password = from.Flag() ? ReadPassword(ref from) : null,
        TemporaryPasswordExpiresAt = from.OptionalTime(),
        SignUpCode = ReadCode(ref from),
        ResetCode = ReadCode(ref from),
        EmailCode = ReadCode(ref from),
        Failures = new SignInFailures((int)from.SignedNumber(), from.Time()),
    };

    private static void WritePassword(RecordWriter to, PasswordRecord password)
    {
        to.Bytes(password.SrpSalt);
        to.Bytes(password.SrpVerifier);
        to.Bytes(password.HashSalt);
        to.Bytes(password.Hash);
        to.SignedNumber(password.Iterations);
    }

    private static PasswordRecord ReadPassword(ref RecordReader from) => new(
        from.Bytes().ToArray(),
        from.Bytes().ToArray(),
        from.Bytes().ToArray(),
        from.Bytes().ToArray(),
        (int)from.SignedNumber());

    private static void WriteCode(RecordWriter to, VerificationCode? code)
    {
        to.Flag(code is not null);
        if (code is not null)
        {
            to.OptionalText(code.Digits);
            to.Time(code.ExpiresAt);
            to.SignedNumber(code.WrongCount);
            to.Time(code.WrongAt);
            to.SignedNumber(code.SentCount);
            to.Time(code.SentAt);
        }
    }

    private static VerificationCode? ReadCode(ref RecordReader from) => from.Flag()
        ? new VerificationCode(
            from.OptionalText(),
            from.Time(),
            (int)from.SignedNumber(),
            from.Time(),
            (int)from.SignedNumber(),
            from.Time())
        : null;
}
