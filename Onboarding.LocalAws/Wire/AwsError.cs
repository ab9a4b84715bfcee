namespace Onboarding.LocalAws.Wire;

/// <summary>One entry of a service's error catalogue: exact AWS code, HTTP status and text.</summary>
/// <param name="Code">AWS's code, for example <c>ResourceNotFoundException</c>.</param>
/// <param name="Status">The HTTP status that AWS answers with.</param>
/// <param name="Message">AWS's text.</param>
internal sealed record AwsError(string Code, int Status, string Message)
{
    /// <summary>
    /// More members of the error's body, already JSON and without the braces, for example
    /// <c>"CancellationReasons":[…]</c>. Only the JSON protocols write it.
    /// </summary>
    public string? ExtraJson { get; init; }

    /// <summary>Further elements of an XML error's body: name and text. Only the XML protocols write them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ExtraElements { get; init; } = [];
}

/// <summary>The caller's fault, thrown by Operations and written to the response by Wire.</summary>
internal sealed class AwsException(AwsError error) : Exception(error.Message)
{
    public AwsError Error { get; } = error;

    /// <summary>Set where the call is counted already, under its operation.</summary>
    public bool IsCounted { get; set; }
}
