namespace Onboarding.LocalAws.Cognito.Codes;

/// <summary>What Cognito needs of the service that delivers mail.</summary>
internal interface ICodeDelivery
{
    ValueTask DeliverAsync(CodeMail mail, CancellationToken stop);
}

/// <summary>A mail with a code or a temporary password in it: never to be logged.</summary>
/// <param name="Html">The body; Cognito sends its messages as HTML.</param>
internal sealed record CodeMail(string To, string Subject, string Html);
