namespace Onboarding.LocalAws.Template;

/// <summary>Who and where the stack is: everything that physical names, ARNs and pseudo parameters are made of.
/// The edge's URL has no trailing slash: `http://127.0.0.1:4566`.</summary>
internal sealed record StackIdentity(string StackName, string AccountId, string Region, string EdgeUrl)
{
    public string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{AccountId}:{resource}";

    public string QueueUrl(string name) => $"{EdgeUrl}/{AccountId}/{name}";

    /// <summary>
    /// `arn:aws:cloudformation:…:stack/{name}/{uuid}`: the uuid is fixed because a local stack is never replaced.
    /// </summary>
    public string StackId => Arn("cloudformation", $"stack/{StackName}/00000000-0000-0000-0000-000000000000");
}
