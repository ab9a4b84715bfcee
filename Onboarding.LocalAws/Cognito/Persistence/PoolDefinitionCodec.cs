using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel.Journal;

namespace Onboarding.LocalAws.Cognito.Persistence;

/// <summary>The settings of pools in the journal.</summary>
internal static class PoolDefinitionCodec
{
    public static void Write(RecordWriter to, PoolDefinition pool)
    {
        to.Text(pool.Id);
        to.Text(pool.Name);
        to.Time(pool.CreatedAt);
        to.Time(pool.ModifiedAt);
        to.Flag(pool.IsCaseSensitive);
        to.Flag(pool.UsesEmailAsUsername);
        to.Flag(pool.HasEmailAlias);
        to.Flag(pool.VerifiesEmail);
        to.Flag(pool.IsSignUpByAdminOnly);
        to.Flag(pool.IsRecoveryByAdminOnly);
        to.Flag(pool.IsDeletionProtected);
        WritePolicy(to, pool.PasswordPolicy);
        to.Number((ulong)pool.Schema.All.Count);
        foreach (var attribute in pool.Schema.All)
        {
            WriteAttribute(to, attribute);
        }

        to.OptionalText(pool.Triggers.PreSignUp);
        to.OptionalText(pool.Triggers.PostConfirmation);
        to.OptionalText(pool.Triggers.PreTokenGeneration);
        to.OptionalText(pool.Triggers.CustomMessage);
        to.Text(pool.Mails.VerificationSubject);
        to.Text(pool.Mails.VerificationMessage);
        to.Text(pool.Mails.InvitationSubject);
        to.Text(pool.Mails.InvitationMessage);
        to.Text(pool.Tier);
    }

    public static PoolDefinition Read(ref RecordReader from) =>
        ReadWithoutTier(ref from) with { Tier = from.Text() };

    public static PoolDefinition ReadWithoutTier(ref RecordReader from) => new()
    {
        Id = from.Text(),
        Name = from.Text(),
        CreatedAt = from.Time(),
        ModifiedAt = from.Time(),
        IsCaseSensitive = from.Flag(),
        UsesEmailAsUsername = from.Flag(),
        HasEmailAlias = from.Flag(),
        VerifiesEmail = from.Flag(),
        IsSignUpByAdminOnly = from.Flag(),
        IsRecoveryByAdminOnly = from.Flag(),
        IsDeletionProtected = from.Flag(),
        PasswordPolicy = ReadPolicy(ref from),
        Schema = ReadSchema(ref from),
        Triggers = new TriggerFunctions(
            from.OptionalText(), from.OptionalText(), from.OptionalText(), from.OptionalText()),
        Mails = new MailTemplates(from.Text(), from.Text(), from.Text(), from.Text()),
    };

    private static void WritePolicy(RecordWriter to, PasswordPolicy policy)
    {
        to.SignedNumber(policy.LengthMin);
        to.Flag(policy.RequiresUppercase);
        to.Flag(policy.RequiresLowercase);
        to.Flag(policy.RequiresNumbers);
        to.Flag(policy.RequiresSymbols);
        to.SignedNumber(policy.TemporaryPasswordValidityDays);
    }

    private static PasswordPolicy ReadPolicy(ref RecordReader from) => new()
    {
        LengthMin = (int)from.SignedNumber(),
        RequiresUppercase = from.Flag(),
        RequiresLowercase = from.Flag(),
        RequiresNumbers = from.Flag(),
        RequiresSymbols = from.Flag(),
        TemporaryPasswordValidityDays = (int)from.SignedNumber(),
    };

    private static void WriteAttribute(RecordWriter to, AttributeDefinition attribute)
    {
        to.Text(attribute.Name);
        to.Byte((byte)attribute.Type);
        to.Flag(attribute.IsMutable);
        to.Flag(attribute.IsRequired);
        to.OptionalSignedNumber(attribute.Min);
        to.OptionalSignedNumber(attribute.Max);
    }

    private static AttributeSchema ReadSchema(ref RecordReader from)
    {
        var count = from.Count();
        List<AttributeDefinition> attributes = new(count);
        for (var i = 0; i < count; i++)
        {
            attributes.Add(new AttributeDefinition(
                from.Text(),
                (AttributeDataType)from.Byte(),
                from.Flag(),
                from.Flag(),
                from.OptionalSignedNumber(),
                from.OptionalSignedNumber()));
        }

        return new AttributeSchema(attributes);
    }
}
