using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>
/// The members of CreateUserPool and UpdateUserPool → <see cref="PoolDefinition"/>. What would have no effect here is
/// refused.
/// </summary>
internal static class PoolSettings
{
    /// <summary>What creation and update take; what creation takes besides is listed there.</summary>
    public static readonly string[] Served =
    [
        "Policies", "AutoVerifiedAttributes", "AccountRecoverySetting", "LambdaConfig", "AdminCreateUserConfig",
        "VerificationMessageTemplate", "EmailVerificationMessage", "EmailVerificationSubject", "MfaConfiguration",
        "DeletionProtection", "EmailConfiguration", "UserPoolTier",
    ];

    public static readonly string[] Refused =
    [
        "SmsVerificationMessage", "SmsAuthenticationMessage", "SmsConfiguration", "DeviceConfiguration",
        "UserAttributeUpdateSettings", "UserPoolAddOns", "UserPoolTags",
    ];

    public static PoolDefinition Create(RequestMembers input, string id, DateTimeOffset now)
    {
        var name = CheckName(input.RequiredText("PoolName"));
        var names = EmailOnly(input, "UsernameAttributes");
        var aliases = EmailOnly(input, "AliasAttributes");
        if (names && aliases)
        {
            throw CognitoErrors.InvalidParameter("Only one of the aliasAttributes or usernameAttributes can be set.");
        }

        var pool = new PoolDefinition
        {
            Id = id,
            Name = name,
            CreatedAt = now,
            ModifiedAt = now,
            IsCaseSensitive = input.Object("UsernameConfiguration")?.Flag("CaseSensitive") ?? true,
            UsesEmailAsUsername = names,
            HasEmailAlias = aliases,
            Schema = SchemaSettings.Read(input.Objects("Schema") ?? [], names),
        };
        return Read(input, pool);
    }

    /// <summary>A name that is not given stays (inferred): it has no default.</summary>
    public static PoolDefinition Update(RequestMembers input, PoolDefinition old, DateTimeOffset now) =>
        Read(input, old with
        {
            Name = input.Text("PoolName") is { } name ? CheckName(name) : old.Name,
            ModifiedAt = now,
        });

    private static PoolDefinition Read(RequestMembers input, PoolDefinition pool)
    {
        RefuseWithoutEffect(input);
        var adminCreate = input.Object("AdminCreateUserConfig");
        return pool with
        {
            Tier = ReadTier(input),
            VerifiesEmail = EmailOnly(input, "AutoVerifiedAttributes"),
            IsSignUpByAdminOnly = adminCreate?.Flag("AllowAdminCreateUserOnly") ?? false,
            IsRecoveryByAdminOnly = ReadRecovery(input),
            IsDeletionProtected = input.Text("DeletionProtection") == "ACTIVE",
            PasswordPolicy = ReadPolicy(input.Object("Policies"), adminCreate?.Integer("UnusedAccountValidityDays")),
            Triggers = ReadTriggers(input),
            Mails = ReadMails(input, adminCreate?.Object("InviteMessageTemplate")),
        };
    }

    private static string CheckName(string name) => name.Length is > 0 and <= 128
        ? name
        : throw CognitoErrors.Constraint("poolName", "Member must have length less than or equal to 128");

    /// <summary>Only an e-mail address can be verified on one machine: there is no gateway for an SMS.</summary>
    private static bool EmailOnly(RequestMembers input, string member)
    {
        var attributes = input.Texts(member) ?? [];
        foreach (var attribute in attributes)
        {
            if (attribute != "email")
            {
                throw CognitoErrors.UnsupportedFeature(input.Operation, $"{member} {attribute}");
            }
        }

        return attributes.Count > 0;
    }

    private static void RefuseWithoutEffect(RequestMembers input)
    {
        if (input.Text("MfaConfiguration") is { } mfa and not "OFF")
        {
            throw CognitoErrors.UnsupportedFeature(input.Operation, $"MfaConfiguration {mfa}");
        }

        var email = input.Object("EmailConfiguration");
        email?.Refuse("SourceArn", "ReplyToEmailAddress", "From", "ConfigurationSet");
        if (email?.Text("EmailSendingAccount") is { } sender and not "COGNITO_DEFAULT")
        {
            throw CognitoErrors.UnsupportedFeature(input.Operation, $"EmailSendingAccount {sender}");
        }
    }

    private static string ReadTier(RequestMembers input) => input.Text("UserPoolTier") switch
    {
        null or "ESSENTIALS" => "ESSENTIALS",
        "LITE" => "LITE",
        var tier => throw CognitoErrors.UnsupportedFeature(input.Operation, $"UserPoolTier {tier}"),
    };

    private static bool ReadRecovery(RequestMembers input)
    {
        var names = input.Object("AccountRecoverySetting")?.Objects("RecoveryMechanisms")?
            .OrderBy(m => m.Integer("Priority") ?? 0).Select(m => m.RequiredText("Name")).ToList() ?? [];
        foreach (var name in names)
        {
            if (name is not ("verified_email" or "admin_only"))
            {
                throw CognitoErrors.UnsupportedFeature(input.Operation, $"RecoveryMechanisms {name}");
            }
        }

        return names is ["admin_only", ..];
    }

    private static PasswordPolicy ReadPolicy(RequestMembers? policies, int? unusedAccountValidityDays)
    {
        policies?.Refuse("SignInPolicy");
        if (policies?.Object("PasswordPolicy") is not { } policy)
        {
            return new PasswordPolicy { TemporaryPasswordValidityDays = unusedAccountValidityDays ?? 7 };
        }

        policy.Refuse("PasswordHistorySize");
        // A policy that is given says all: what it leaves out is not required.
        return new PasswordPolicy
        {
            LengthMin = policy.Integer("MinimumLength") is { } length
                ? length is >= 6 and <= 99
                    ? length
                    : throw CognitoErrors.Constraint(
                        "policies.passwordPolicy.minimumLength",
                        "Member must have value between 6 and 99")
                : 6,
            RequiresUppercase = policy.Flag("RequireUppercase") ?? false,
            RequiresLowercase = policy.Flag("RequireLowercase") ?? false,
            RequiresNumbers = policy.Flag("RequireNumbers") ?? false,
            RequiresSymbols = policy.Flag("RequireSymbols") ?? false,
            TemporaryPasswordValidityDays =
                policy.Integer("TemporaryPasswordValidityDays") ?? unusedAccountValidityDays ?? 7,
        };
    }

    private static TriggerFunctions ReadTriggers(RequestMembers input)
    {
        var config = input.Object("LambdaConfig");
        config?.Refuse(
            "PreAuthentication", "PostAuthentication", "DefineAuthChallenge", "CreateAuthChallenge",
            "VerifyAuthChallengeResponse", "UserMigration", "CustomSMSSender", "CustomEmailSender", "KMSKeyID",
            "InboundFederation");
        var tokens = config?.Object("PreTokenGenerationConfig");
        if (tokens?.Text("LambdaVersion") is { } version and not "V1_0")
        {
            throw CognitoErrors.UnsupportedFeature(
                input.Operation, $"PreTokenGenerationConfig LambdaVersion {version}");
        }

        return new TriggerFunctions(
            config?.Text("PreSignUp"),
            config?.Text("PostConfirmation"),
            tokens?.Text("LambdaArn") ?? config?.Text("PreTokenGeneration"),
            config?.Text("CustomMessage"));
    }

    private static MailTemplates ReadMails(RequestMembers input, RequestMembers? invitation)
    {
        var verification = input.Object("VerificationMessageTemplate");
        verification?.Refuse("SmsMessage", "EmailMessageByLink", "EmailSubjectByLink");
        if (verification?.Text("DefaultEmailOption") is { } option and not "CONFIRM_WITH_CODE")
        {
            throw CognitoErrors.UnsupportedFeature(input.Operation, $"DefaultEmailOption {option}");
        }

        invitation?.Refuse("SMSMessage");
        var defaults = new MailTemplates();
        return new MailTemplates(
            verification?.Text("EmailSubject")
                ?? input.Text("EmailVerificationSubject") ?? defaults.VerificationSubject,
            verification?.Text("EmailMessage")
                ?? input.Text("EmailVerificationMessage") ?? defaults.VerificationMessage,
            invitation?.Text("EmailSubject") ?? defaults.InvitationSubject,
            invitation?.Text("EmailMessage") ?? defaults.InvitationMessage);
    }
}
