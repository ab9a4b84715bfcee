using System.Collections.Frozen;
using System.Text.Json;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Shapes;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning.Resources;

/// <summary>
/// AWS::Cognito::UserPool; its properties are those of CreateUserPool but for the name. Limits of attributes are texts
/// in the API, also where YAML has numbers. One that a data folder has kept is found by its name and brought to the
/// template's settings by UpdateUserPool.
/// </summary>
internal sealed class CognitoUserPool : IStackResource
{
    private const string Name = "AWS::Cognito::UserPool";

    private static readonly Shape Schema = Shape.List(Shape.Object(
        Property.Required("Name", Shape.Text),
        Property.Optional("AttributeDataType", Shape.OneOf("String", "Number", "DateTime", "Boolean")),
        Property.Optional("DeveloperOnlyAttribute", Shape.Boolean),
        Property.Optional("Mutable", Shape.Boolean),
        Property.Optional("Required", Shape.Boolean),
        Property.Optional("StringAttributeConstraints", Shape.Object(
            Property.Optional("MinLength", Shape.Text),
            Property.Optional("MaxLength", Shape.Text))),
        Property.Optional("NumberAttributeConstraints", Shape.Object(
            Property.Optional("MinValue", Shape.Text),
            Property.Optional("MaxValue", Shape.Text)))));

    private static readonly Shape PasswordPolicy = Shape.Object(
        Property.Optional("MinimumLength", Shape.Integer(6, 99)),
        Property.Optional("RequireLowercase", Shape.Boolean),
        Property.Optional("RequireNumbers", Shape.Boolean),
        Property.Optional("RequireSymbols", Shape.Boolean),
        Property.Optional("RequireUppercase", Shape.Boolean),
        Property.Optional("TemporaryPasswordValidityDays", Shape.Integer(1, 365)));

    private static readonly Shape Mail = Shape.Object(
        Property.Optional("EmailMessage", Shape.Text),
        Property.Optional("EmailSubject", Shape.Text));

    private static readonly Shape Triggers = Shape.Object(
        Property.Optional("CustomMessage", Shape.Text),
        Property.Optional("PostConfirmation", Shape.Text),
        Property.Optional("PreSignUp", Shape.Text),
        Property.Optional("PreTokenGeneration", Shape.Text),
        Property.Optional("PreTokenGenerationConfig", Shape.Object(
            Property.Required("LambdaArn", Shape.Text),
            Property.Required("LambdaVersion", Shape.OneOf("V1_0")))));

    /// <summary>The part that is sent to CreateUserPool as it stands.</summary>
    private static readonly ObjectShape CreateUserPool = Shape.Object(
        Property.Optional("AccountRecoverySetting", Shape.Object(
            Property.Optional("RecoveryMechanisms", Shape.List(Shape.Object(
                Property.Required("Name", Shape.OneOf("admin_only", "verified_email")),
                Property.Required("Priority", Shape.Integer(1, 2))))))),
        Property.Optional("AdminCreateUserConfig", Shape.Object(
            Property.Optional("AllowAdminCreateUserOnly", Shape.Boolean),
            Property.Optional("InviteMessageTemplate", Mail))),
        Property.Optional("AliasAttributes", Shape.List(Shape.OneOf("email"))),
        Property.Optional("AutoVerifiedAttributes", Shape.List(Shape.OneOf("email"))),
        Property.Optional("DeletionProtection", Shape.OneOf("ACTIVE", "INACTIVE")),
        Property.Optional("EmailVerificationMessage", Shape.Text),
        Property.Optional("EmailVerificationSubject", Shape.Text),
        Property.Optional("LambdaConfig", Triggers),
        Property.Optional("MfaConfiguration", Shape.OneOf("OFF")),
        Property.Optional("Policies", Shape.Object(Property.Optional("PasswordPolicy", PasswordPolicy))),
        Property.Optional("Schema", Schema),
        Property.Optional("UsernameAttributes", Shape.List(Shape.OneOf("email"))),
        Property.Optional("UsernameConfiguration", Shape.Object(Property.Required("CaseSensitive", Shape.Boolean))),
        Property.Optional("UserPoolTier", Shape.OneOf("LITE", "ESSENTIALS")),
        Property.Optional("VerificationMessageTemplate", Shape.Object(
            Property.Optional("DefaultEmailOption", Shape.OneOf("CONFIRM_WITH_CODE")),
            Property.Optional("EmailMessage", Shape.Text),
            Property.Optional("EmailSubject", Shape.Text))));

    /// <summary>What UpdateUserPool takes of it: the rest cannot change.</summary>
    private static readonly ObjectShape UpdateUserPool = Shape.Object([.. CreateUserPool.Properties.Where(
        p => p.Name is not ("AliasAttributes" or "Schema" or "UsernameAttributes" or "UsernameConfiguration"))]);

    /// <summary>The id is known only once the pool exists, and every attribute holds it.</summary>
    public ResourceType Type { get; } = new(Name, Shape.Object(
    [
        .. CreateUserPool.Properties,
        Property.Optional("UserPoolName", Shape.Text),
        Property.CloudOnly("EmailConfiguration"),
        Property.CloudOnly("UserPoolAddOns"),
        Property.CloudOnly("UserPoolTags"),
    ]))
    {
        NameProperty = "UserPoolName",
        Ref = (_, _) => null,
        Attributes = new Dictionary<string, AttributeValue>
        {
            ["Arn"] = (_, _) => null,
            ["ProviderName"] = (_, _) => null,
            ["ProviderURL"] = (_, _) => null,
            ["UserPoolId"] = (_, _) => null,
        }.ToFrozenDictionary(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public async Task CreateAsync(ResourceContext context, CancellationToken stop)
    {
        context.RefuseNamesake(_ => true);
        var wanted = JsonBody.Object("PoolName", context.Name, context.Properties, CreateUserPool);
        var response = await KeptByName.FindUserPoolAsync(context, stop) is { } kept
            ? await UpdateAsync(context, kept, wanted, stop)
            : await context.CallAsync(JsonApi.Cognito, nameof(CreateUserPool), wanted, stop);
        var id = response.Text("UserPool", "Id");
        var edge = context.Stack.Template.Stack.EdgeUrl;
        context.SetCreated("Ref", id);
        context.SetCreated("UserPoolId", id);
        context.SetCreated("Arn", response.Text("UserPool", "Arn"));
        // In AWS cognito-idp.{region}.amazonaws.com/{id}: the issuer of the pool's tokens, here as there.
        context.SetCreated("ProviderURL", $"{edge}/{id}");
        context.SetCreated("ProviderName", $"{new Uri(edge).Authority}/{id}");
    }

    /// <returns>The pool's description.</returns>
    private static async Task<WireResponse> UpdateAsync(
        ResourceContext context, string id, byte[] wanted, CancellationToken stop)
    {
        var described = await context.CallAsync(
            JsonApi.Cognito, "DescribeUserPool", JsonBody.Object("UserPoolId", id), stop);
        using var template = JsonDocument.Parse(wanted);
        if (KeptUserPool.Difference(template.RootElement, described.Member("UserPool")) is { } difference)
        {
            throw new ProvisioningException(
                $"the user pool {id} is there already and differs in {difference}; delete it (DeleteUserPool) or start "
                + "with another data folder");
        }

        var update = JsonBody.Object("UserPoolId", id, context.Properties, UpdateUserPool);
        await context.CallAsync(JsonApi.Cognito, nameof(UpdateUserPool), update, stop);
        return described;
    }
}
