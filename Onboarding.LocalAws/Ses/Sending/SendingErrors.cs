using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Ses.Sending;

/// <summary>How one of SES's APIs words what is wrong with a message, and what it takes.</summary>
/// <param name="Invalid">Given AWS's text, for most faults.</param>
/// <param name="NoConfigurationSet">Given the set's name.</param>
/// <param name="TooLarge">Given the size that the message has in bytes.</param>
/// <param name="Unsupported">Given what Handlebars knows and this emulator does not do.</param>
internal sealed record SendingErrors(
    Func<string, AwsException> Invalid,
    Func<string, AwsException> NoConfigurationSet,
    Func<long, AwsException> TooLarge,
    Func<string, AwsException> Unsupported)
{
    /// <summary>https://docs.aws.amazon.com/ses/latest/dg/quotas.html, after MIME encoding.</summary>
    public required int SizeBytesMax { get; init; }

    /// <summary>Given AWS's text, where the account sends too much.</summary>
    public required Func<string, AwsException> Throttled { get; init; }

    /// <summary>Given the name of the configuration set by which nothing may be sent.</summary>
    public required Func<string, AwsException> SetIsPaused { get; init; }

    public void ThrowIf(string? fault)
    {
        if (fault is not null)
        {
            throw Invalid(fault);
        }
    }
}
