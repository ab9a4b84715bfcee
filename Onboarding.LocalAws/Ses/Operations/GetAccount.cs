using System.Text.Json;
using Onboarding.LocalAws.Ses.Store;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Ses.Operations;

/// <summary>
/// GetAccount: whether the account is in the sandbox, what it may send and what it has set.
/// Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html.
/// </summary>
internal sealed class GetAccount(SesContext context) : IRestJsonOperation
{
    public string Name => "GetAccount";

    public RestJsonRoute Route { get; } = new("GET /v2/email/account");

    public IReadOnlyList<Permission> Permissions { get; } = [new("ses:GetAccount")];

    public OperationMembers Members => OperationMembers.None;

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var (response, stores) = (call.Response, context.Stores);
        response.WriteBoolean("DedicatedIpAutoWarmupEnabled", false);
        response.WriteString("EnforcementStatus", "HEALTHY");
        response.WriteBoolean("ProductionAccessEnabled", !context.IsSandbox);
        response.WriteBoolean("SendingEnabled", true);
        response.WriteStartObject("SendQuota");
        response.WriteNumber("Max24HourSend", stores.Limits.Max24HourSend);
        response.WriteNumber("MaxSendRate", stores.Limits.MaxSendRate);
        response.WriteNumber("SentLast24Hours", stores.Limits.SentLast24Hours);
        response.WriteEndObject();
        response.WriteStartObject("SuppressionAttributes");
        SuppressionJson.WriteReasons(response, stores.Account.SuppressedReasons);
        response.WriteEndObject();
        if (stores.Account.Details is { } details)
        {
            WriteDetails(response, details, context.IsSandbox);
        }

        return ValueTask.CompletedTask;
    }

    private static void WriteDetails(Utf8JsonWriter response, AccountDetails details, bool isSandbox)
    {
        response.WriteStartObject("Details");
        response.WriteString("MailType", details.MailType);
        response.WriteString("WebsiteURL", details.WebsiteUrl);
        response.WriteString("ContactLanguage", details.ContactLanguage);
        response.WriteString("UseCaseDescription", details.UseCase);
        response.WriteStartArray("AdditionalContactEmailAddresses");
        foreach (var contact in details.Contacts)
        {
            response.WriteStringValue(contact);
        }

        response.WriteEndArray();
        response.WriteStartObject("ReviewDetails");
        response.WriteString("Status", isSandbox ? "PENDING" : "GRANTED");
        response.WriteString("CaseId", details.CaseId);
        response.WriteEndObject();
        response.WriteEndObject();
    }
}
