using System.Text.Json;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>
/// DescribeIdentityPool. Source:
/// https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html.
/// </summary>
internal static class DescribeIdentityPool
{
    public static void Execute(ReadOnlySpan<byte> body, CognitoIdentityContext context, Utf8JsonWriter answer) =>
        PoolAnswer.Write(answer, context.Pool(PoolInput.Read(body)));
}
