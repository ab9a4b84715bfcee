using System.Text.Json;
using Onboarding.LocalAws.Cognito.SignIn;
using Onboarding.LocalAws.Cognito.Store;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>The second step of a sign-in, for apps and for administrators.</summary>
internal sealed class ChallengeResponses(CognitoContext context)
{
    private const string AttributePrefix = "userAttributes.";

    public async Task AcceptAsync(
        UserPool pool, ClientDefinition client, RequestMembers input, Utf8JsonWriter response, CancellationToken stop)
    {
        var challenge = input.RequiredText("ChallengeName");
        var responses = input.Map("ChallengeResponses");
        switch (challenge)
        {
            case "PASSWORD_VERIFIER":
                var request = AuthFlow.Request(pool, client, responses, input);
                AuthResponse.Write(response, await FinishSrpAsync(request, responses, stop));
                break;
            case "NEW_PASSWORD_REQUIRED":
                AuthResponse.Write(
                    response,
                    await SetPasswordAsync(AuthFlow.Request(pool, client, responses, input), responses, input, stop));
                break;
            default:
                throw CognitoErrors.UnsupportedFeature("RespondToAuthChallenge", $"ChallengeName {challenge}");
        }
    }

    private Task<SignInResult> FinishSrpAsync(
        SignInRequest request, IReadOnlyDictionary<string, string> responses, CancellationToken stop)
    {
        if (responses.ContainsKey("DEVICE_KEY"))
        {
            throw CognitoErrors.UnsupportedFeature("RespondToAuthChallenge", "DEVICE_KEY");
        }

        var signature = AuthFlow.Required(responses, "PASSWORD_CLAIM_SIGNATURE");
        var bytes = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, bytes, out var length))
        {
            throw CognitoErrors.WrongPassword();
        }

        return context.SignIn.FinishSrpAsync(
            request,
            AuthFlow.Required(responses, "PASSWORD_CLAIM_SECRET_BLOCK"),
            AuthFlow.Required(responses, "TIMESTAMP"),
            bytes[..length],
            stop);
    }

    private async Task<SignInResult> SetPasswordAsync(
        SignInRequest request,
        IReadOnlyDictionary<string, string> responses,
        RequestMembers input,
        CancellationToken stop)
    {
        var password = AuthFlow.Required(responses, "NEW_PASSWORD");
        var attributes = responses
            .Where(r => r.Key.StartsWith(AttributePrefix, StringComparison.Ordinal))
            .ToDictionary(r => r.Key[AttributePrefix.Length..], r => r.Value, StringComparer.Ordinal);
        UserAttributes.CheckWritable(request.Client, attributes.Keys);
        UserAttributes.CheckValues(request.Pool.Definition, attributes);
        var found = request.Pool.Find(request.Username) ?? throw CognitoErrors.InvalidSession();
        UserAttributes.CheckRequired(request.Pool.Definition, UserAttributes.Merge(found.Attributes, attributes));
        // Hashed before the challenge is taken: a weak password must leave the challenge to be answered again.
        var record = await context.HashPasswordAsync(request.Pool.Definition, found.Username, password, stop);
        var user = context.SignIn.TakeNewPasswordChallenge(request, input.RequiredText("Session"));
        if (user.Sub != found.Sub)
        {
            throw CognitoErrors.InvalidSession();
        }

        var now = context.Time.GetUtcNow();
        user = Users.Update(request.Pool, user.Sub, old =>
        {
            var next = old with
            {
                Password = record,
                TemporaryPasswordExpiresAt = null,
                Status = UserStatus.Confirmed,
                Attributes = UserAttributes.Merge(old.Attributes, attributes),
                ModifiedAt = now,
            };
            return next.Email == old.Email ? next : next.With("email_verified", "false");
        });
        return await context.SignIn.IssueAsync(request, user, "TokenGeneration_NewPasswordChallenge", stop);
    }
}
