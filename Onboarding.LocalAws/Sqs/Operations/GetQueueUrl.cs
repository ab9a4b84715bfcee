using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Sqs.Operations;

/// <summary>GetQueueUrl.</summary>
internal static class GetQueueUrl
{
    public static ValueTask HandleAsync(AwsRequest request, SqsContext context)
    {
        string? name = null, account = null;
        var input = new JsonInput(request.Body.Span);
        input.BeginObject();
        while (input.NextMember())
        {
            if (input.MemberIs("QueueName"u8))
            {
                name = input.ReadString();
            }
            else if (input.MemberIs("QueueOwnerAWSAccountId"u8))
            {
                account = input.ReadString();
            }
            else
            {
                input.Skip();
            }
        }

        if (string.IsNullOrEmpty(name))
        {
            throw SqsErrors.Missing("QueueName");
        }

        if ((account ?? context.Scope.AccountId) != context.Scope.AccountId || !context.Store.Exists(name))
        {
            throw SqsErrors.NoQueue();
        }

        var url = context.UrlOf(request, name);
        return SqsContext.SendAsync(request, json => json.WriteString("QueueUrl"u8, url));
    }
}
