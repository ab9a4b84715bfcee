using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider;

/// <summary>What becomes of the invitation: RESEND or SUPPRESS.</summary>
public class MessageActionType(string value) : ConstantClass(value)
{
    public static MessageActionType FindValue(string value) => FindValue<MessageActionType>(value);

    public static implicit operator MessageActionType(string value) => FindValue(value);
}
