namespace Onboarding.LocalAws.Wire.Operations;

/// <summary>One operation of an AWS service, as the edge, the tidy tests and later permissions see it.</summary>
internal interface IAwsOperation
{
    /// <summary>AWS's name, for example <c>PutItem</c>.</summary>
    string Name { get; }

    /// <summary>False for what AWS takes from anyone, such as Cognito's SignUp.</summary>
    bool NeedsSignature => true;

    /// <summary>
    /// The IAM actions that the caller needs, and on what; never empty. Source, per service: "Actions, resources, and
    /// condition keys", https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html.
    /// </summary>
    IReadOnlyList<Permission> Permissions { get; }

    /// <summary>The members of AWS's request that are served and those that are refused by name.</summary>
    OperationMembers Members { get; }
}

/// <summary>An operation of a service of one protocol.</summary>
/// <typeparam name="TCall">The request in the form of the protocol, with the writer of the response.</typeparam>
internal interface IAwsOperation<in TCall> : IAwsOperation
{
    /// <summary>Does the work, then writes the members of the response.</summary>
    /// <exception cref="AwsException">The caller's fault.</exception>
    ValueTask ExecuteAsync(TCall call, CancellationToken stop);
}
