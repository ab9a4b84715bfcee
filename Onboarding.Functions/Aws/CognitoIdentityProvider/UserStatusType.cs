using Amazon.Runtime;

namespace Amazon.CognitoIdentityProvider;

/// <summary>CONFIRMED, FORCE_CHANGE_PASSWORD and so on.</summary>
public class UserStatusType(string value) : ConstantClass(value)
{
    public static UserStatusType FindValue(string value) => FindValue<UserStatusType>(value);

    public static implicit operator UserStatusType(string value) => FindValue(value);
}
