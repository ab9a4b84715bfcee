using System.Text.Json;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Cognito.Operations;

/// <summary>One operation of the user pools' API.</summary>
internal interface ICognitoOperation
{
    /// <summary>AWS's name, for example <c>SignUp</c>.</summary>
    string Name { get; }

    /// <summary>False for what an app calls without AWS credentials.</summary>
    bool NeedsSignature => true;

    /// <summary>The members that the operation takes; any other is refused.</summary>
    IReadOnlyCollection<string> Members { get; }

    /// <summary>Does the work, then writes the members of the answer.</summary>
    /// <exception cref="Onboarding.LocalAws.Wire.AwsException">The caller's fault.</exception>
    ValueTask ExecuteAsync(RequestMembers input, Utf8JsonWriter answer, CancellationToken stop);
}
