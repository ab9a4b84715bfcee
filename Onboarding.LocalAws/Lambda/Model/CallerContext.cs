namespace Onboarding.LocalAws.Lambda.Model;

/// <summary>What a function's runtime learns of its caller: what AWS's mobile SDKs send, else nothing.</summary>
/// <param name="ClientContext">JSON, at most 3,583 bytes of base64 on the Invoke API; null sends no header.</param>
/// <param name="CognitoIdentity">
/// <c>{"cognitoIdentityId":"…","cognitoIdentityPoolId":"…"}</c> where the caller's credentials are an identity pool's;
/// null sends no header. The names are those that AWS's runtime clients read.
/// </param>
internal sealed record CallerContext(string? ClientContext, string? CognitoIdentity)
{
    public static CallerContext None { get; } = new(null, null);
}
