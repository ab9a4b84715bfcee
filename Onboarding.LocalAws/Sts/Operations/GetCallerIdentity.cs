using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Sts.Operations;

/// <summary>
/// GetCallerIdentity: the principal behind the signature.
/// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html.
/// </summary>
internal sealed class GetCallerIdentity(AwsScope scope) : IAwsOperation<QueryCall>
{
    public string Name => "GetCallerIdentity";

    /// <summary>AWS lets every caller have it, even one whom a policy denies it.</summary>
    public IReadOnlyList<Permission> Permissions { get; } = [new("sts:GetCallerIdentity")];

    public OperationMembers Members => OperationMembers.None;

    public ValueTask ExecuteAsync(QueryCall call, CancellationToken stop)
    {
        call.Response.WriteElementString("Arn", call.Caller.Arn);
        call.Response.WriteElementString("UserId", call.Caller.UserId);
        call.Response.WriteElementString("Account", scope.AccountId);
        return ValueTask.CompletedTask;
    }
}
