namespace Amazon.CognitoIdentityProvider.Model;

/// <summary>
/// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AttributeType.html
/// </summary>
public class AttributeType
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}
