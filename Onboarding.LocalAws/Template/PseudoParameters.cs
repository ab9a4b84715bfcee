namespace Onboarding.LocalAws.Template;

/// <summary>`AWS::Region` and its siblings.</summary>
internal static class PseudoParameters
{
    public const string NoValue = "AWS::NoValue";
    public const string Supported =
        "AWS::AccountId, AWS::NoValue, AWS::Partition, AWS::Region, AWS::StackId, AWS::StackName, AWS::URLSuffix";

    public static string? Value(string name, StackIdentity stack) => name switch
    {
        "AWS::AccountId" => stack.AccountId,
        "AWS::Partition" => "aws",
        "AWS::Region" => stack.Region,
        "AWS::StackId" => stack.StackId,
        "AWS::StackName" => stack.StackName,
        "AWS::URLSuffix" => "amazonaws.com",
        _ => null,
    };
}
