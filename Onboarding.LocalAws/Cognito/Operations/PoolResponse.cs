using System.Globalization;
using System.Text.Json;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Kernel;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>A pool as CreateUserPool and DescribeUserPool write it.</summary>
internal static class PoolResponse
{
    public static string ArnOf(AwsScope scope, string poolId) => scope.Arn("cognito-idp", $"userpool/{poolId}");

    public static void Write(Utf8JsonWriter json, PoolDefinition pool, AwsScope scope, int userCount)
    {
        json.WriteStartObject("UserPool"u8);
        json.WriteString("Id"u8, pool.Id);
        json.WriteString("Name"u8, pool.Name);
        json.WriteString("Arn"u8, ArnOf(scope, pool.Id));
        json.WriteNumber("CreationDate"u8, EpochSeconds.Of(pool.CreatedAt));
        json.WriteNumber("LastModifiedDate"u8, EpochSeconds.Of(pool.ModifiedAt));
        json.WriteNumber("EstimatedNumberOfUsers"u8, userCount);
        json.WriteString("MfaConfiguration"u8, "OFF"u8);
        json.WriteString("UserPoolTier"u8, pool.Tier);
        json.WriteString("DeletionProtection"u8, pool.IsDeletionProtected ? "ACTIVE" : "INACTIVE");
        WriteNames(json, pool);
        WritePolicy(json, pool.PasswordPolicy);
        WriteRecovery(json, pool);
        WriteTriggers(json, pool.Triggers);
        WriteMails(json, pool);
        json.WriteStartArray("SchemaAttributes"u8);
        foreach (var attribute in pool.Schema.All)
        {
            WriteAttribute(json, attribute);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, PoolDefinition pool)
    {
        WriteEmailList(json, "UsernameAttributes", pool.UsesEmailAsUsername);
        WriteEmailList(json, "AliasAttributes", pool.HasEmailAlias);
        WriteEmailList(json, "AutoVerifiedAttributes", pool.VerifiesEmail);
        json.WriteStartObject("UsernameConfiguration"u8);
        json.WriteBoolean("CaseSensitive"u8, pool.IsCaseSensitive);
        json.WriteEndObject();
    }

    private static void WriteEmailList(Utf8JsonWriter json, string member, bool isSet)
    {
        if (!isSet)
        {
            return;
        }

        json.WriteStartArray(member);
        json.WriteStringValue("email"u8);
        json.WriteEndArray();
    }

    private static void WritePolicy(Utf8JsonWriter json, PasswordPolicy policy)
    {
        json.WriteStartObject("Policies"u8);
        json.WriteStartObject("PasswordPolicy"u8);
        json.WriteNumber("MinimumLength"u8, policy.LengthMin);
        json.WriteBoolean("RequireUppercase"u8, policy.RequiresUppercase);
        json.WriteBoolean("RequireLowercase"u8, policy.RequiresLowercase);
        json.WriteBoolean("RequireNumbers"u8, policy.RequiresNumbers);
        json.WriteBoolean("RequireSymbols"u8, policy.RequiresSymbols);
        json.WriteNumber("TemporaryPasswordValidityDays"u8, policy.TemporaryPasswordValidityDays);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRecovery(Utf8JsonWriter json, PoolDefinition pool)
    {
        json.WriteStartObject("AccountRecoverySetting"u8);
        json.WriteStartArray("RecoveryMechanisms"u8);
        json.WriteStartObject();
        json.WriteNumber("Priority"u8, 1);
        json.WriteString("Name"u8, pool.IsRecoveryByAdminOnly ? "admin_only" : "verified_email");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTriggers(Utf8JsonWriter json, TriggerFunctions triggers)
    {
        json.WriteStartObject("LambdaConfig"u8);
        if (triggers.PreSignUp is { } preSignUp)
        {
            json.WriteString("PreSignUp"u8, preSignUp);
        }

        if (triggers.PostConfirmation is { } confirmation)
        {
            json.WriteString("PostConfirmation"u8, confirmation);
        }

        if (triggers.PreTokenGeneration is { } tokens)
        {
            json.WriteString("PreTokenGeneration"u8, tokens);
        }

        if (triggers.CustomMessage is { } message)
        {
            json.WriteString("CustomMessage"u8, message);
        }

        json.WriteEndObject();
    }

    private static void WriteMails(Utf8JsonWriter json, PoolDefinition pool)
    {
        json.WriteStartObject("EmailConfiguration"u8);
        json.WriteString("EmailSendingAccount"u8, "COGNITO_DEFAULT"u8);
        json.WriteEndObject();
        json.WriteStartObject("VerificationMessageTemplate"u8);
        json.WriteString("DefaultEmailOption"u8, "CONFIRM_WITH_CODE"u8);
        json.WriteString("EmailMessage"u8, pool.Mails.VerificationMessage);
        json.WriteString("EmailSubject"u8, pool.Mails.VerificationSubject);
        json.WriteEndObject();
        json.WriteStartObject("AdminCreateUserConfig"u8);
        json.WriteBoolean("AllowAdminCreateUserOnly"u8, pool.IsSignUpByAdminOnly);
        json.WriteStartObject("InviteMessageTemplate"u8);
        json.WriteString("EmailMessage"u8, pool.Mails.InvitationMessage);
        json.WriteString("EmailSubject"u8, pool.Mails.InvitationSubject);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter json, AttributeDefinition attribute)
    {
        json.WriteStartObject();
        json.WriteString("Name"u8, attribute.Name);
        json.WriteString("AttributeDataType"u8, attribute.Type.ToString());
        json.WriteBoolean("DeveloperOnlyAttribute"u8, false);
        json.WriteBoolean("Mutable"u8, attribute.IsMutable);
        json.WriteBoolean("Required"u8, attribute.IsRequired);
        if (attribute.Type == AttributeDataType.String)
        {
            WriteLimits(json, "StringAttributeConstraints", "Length", attribute);
        }
        else if (attribute.Type == AttributeDataType.Number)
        {
            WriteLimits(json, "NumberAttributeConstraints", "Value", attribute);
        }

        json.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter json, string member, string unit, AttributeDefinition attribute)
    {
        json.WriteStartObject(member);
        if (attribute.Min is { } min)
        {
            json.WriteString("Min" + unit, min.ToString(CultureInfo.InvariantCulture));
        }

        if (attribute.Max is { } max)
        {
            json.WriteString("Max" + unit, max.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }
}
