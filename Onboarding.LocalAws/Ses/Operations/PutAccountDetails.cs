using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// PutAccountDetails: asks to be let out of the sandbox. AWS's people decide within a day; here the review stays open,
/// as only a start without <c>--ses sandbox</c> ends the sandbox. Source:
/// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutAccountDetails.html.
/// </summary>
internal sealed class PutAccountDetails(SesContext context) : IRestJsonOperation
{
    private const int UseCaseLengthMax = 5_000;
    private const int ContactCountMax = 4;
    private const int UrlLengthMax = 1_000;

    public string Name => "PutAccountDetails";

    public RestJsonRoute Route { get; } = new("POST /v2/email/account/details");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:PutAccountDetails")];

    public OperationMembers Members { get; } = new(
        "AdditionalContactEmailAddresses", "ContactLanguage", "MailType", "ProductionAccessEnabled",
        "UseCaseDescription", "WebsiteURL");

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var details = Read(call.Input);
        // The review stays open for as long as the host runs in the sandbox.
        if (context.IsSandbox && context.Stores.Account.Details is not null)
        {
            throw SesErrors.ReviewIsOpen();
        }

        context.Stores.Account.PutDetails(details);
        return ValueTask.CompletedTask;
    }

    private AccountDetails Read(RequestMembers input) => new(
        OneOf(input.RequiredText("MailType", "MailType"), "mailType", "MARKETING", "TRANSACTIONAL"),
        Bounded(input.RequiredText("WebsiteURL", "WebsiteURL"), "websiteURL", 1, UrlLengthMax),
        OneOf(input.Text("ContactLanguage") ?? "EN", "contactLanguage", "EN", "JA"),
        Bounded(input.Text("UseCaseDescription") ?? "", "useCaseDescription", 0, UseCaseLengthMax),
        Contacts(input),
        context.Random.NextGuid().ToString());

    private static IReadOnlyList<string> Contacts(RequestMembers input) =>
        input.Texts("AdditionalContactEmailAddresses") is not { } contacts ? []
        : contacts.Count is >= 1 and <= ContactCountMax ? contacts
        : throw SesErrors.BadRequest($"AdditionalContactEmailAddresses must have 1 to {ContactCountMax} addresses.");

    private static string Bounded(string text, string path, int lengthMin, int lengthMax) =>
        text.Length < lengthMin ? throw SesErrors.Constraint(
            text, path, $"Member must have length greater than or equal to {lengthMin}")
        : text.Length > lengthMax ? throw SesErrors.Constraint(
            text, path, $"Member must have length less than or equal to {lengthMax}")
        : text;

    private static string OneOf(string value, string path, params string[] values) =>
        Array.IndexOf(values, value) >= 0
            ? value
            : throw SesErrors.Constraint(
                value, path, $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
}
