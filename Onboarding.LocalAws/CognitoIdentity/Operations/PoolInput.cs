using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.CognitoIdentity.Operations;

/// <summary>The request of an operation that takes a pool's id and nothing else.</summary>
internal static class PoolInput
{
    public static string Read(ReadOnlySpan<byte> body)
    {
        string? id = null;
        var input = new JsonInput(body);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("IdentityPoolId"u8))
            {
                id = input.ReadString();
            }
            else
            {
                input.Skip();
            }
        }

        return Constraints.IdentityPoolId(id);
    }
}
